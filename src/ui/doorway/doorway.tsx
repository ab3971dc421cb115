/** The mark: two facing quotation marks, the doorway between them. Decorative; the name stands beside it. */
export function Doorway({ size = 34 }: { readonly size?: number }) {
  return (
    <svg class="doorway" width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path d="M14 8 3 24l11 16h6L9 24 20 8z" fill="currentColor" />
      <path d="M34 8l11 16-11 16h-6l11-16L28 8z" fill="currentColor" />
      <path d="M20 40V25a4 4 0 0 1 8 0v15z" fill="var(--mark, oklch(72% 0.13 42))" />
    </svg>
  )
}
