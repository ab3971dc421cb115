export type ListingProps = { readonly text: string; readonly label: string }

/** Text to be read letter for letter or copied into a terminal: long lines scroll inside, the page does not. */
export function Listing({ text, label }: ListingProps) {
  return (
    <pre class="listing" tabIndex={0} aria-label={label}>
      <code>{text}</code>
    </pre>
  )
}
