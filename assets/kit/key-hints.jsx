/** What keys do here, at the foot of a view: `keys` is `[[keys, words]]`. */
export function KeyHints({ keys, className = "" }) {
  return (
    <span className={`keys hide-m ${className}`}>
      {keys.map(([pressed, words], n) => <span key={pressed}>{n ? " · " : null}<kbd>{pressed}</kbd> {words}</span>)}
    </span>
  );
}
