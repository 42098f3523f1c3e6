/** Behind words in the middle of which the caller cut in. */
export function BrokenOff() {
  return (
    <span className="text-muted" title="The caller cut in">
      <span aria-hidden> —</span>
      <span className="sr-only"> (the caller cut in)</span>
    </span>
  );
}
