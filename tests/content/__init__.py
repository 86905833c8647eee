"""The content as a whole: what the sources ask against what is here, and the page that lists it all."""
