// A double tap counts once, also where the answer came between the two taps and moved another button under the finger.
const DOUBLE = 700;

export function once(act) {
  let last = -DOUBLE;
  return (event) => {
    const double = event.detail > 1 || event.timeStamp - last < DOUBLE;
    last = event.timeStamp;
    if (!double) act();
  };
}
