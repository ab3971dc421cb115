export type SearchFormProps = { readonly label: string; readonly hint?: string; readonly button: string; readonly text?: string }

/** One field and its button; it works without a script, and its question is in the address. */
export function SearchForm({ label, hint, button, text = '' }: SearchFormProps) {
  return (
    <form method="get" action="/recherche" role="search" class="search-form">
      <label for="q">{label}</label>
      <div class="search-form-row">
        <input type="search" id="q" name="q" value={text} maxLength={200} required {...(hint && { 'aria-describedby': 'q-aide' })} />
        <button type="submit" class="button primary">
          {button}
        </button>
      </div>
      {hint && (
        <p class="soft" id="q-aide">
          {hint}
        </p>
      )}
    </form>
  )
}
