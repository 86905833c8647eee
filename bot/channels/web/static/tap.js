// A double tap on a button counts once.
const DOUBLE = 700;

export function once(act) {
  let last = -DOUBLE;
  return (event) => {
    const double = event.timeStamp - last < DOUBLE;
    last = event.timeStamp;
    if (!double) act();
  };
}
