"""The tests of Nabij: one folder per package of bot/, whole conversations in journeys/."""
