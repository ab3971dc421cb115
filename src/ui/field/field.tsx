import type { ComponentChildren } from 'preact'

type Common = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly required?: boolean
}

export type TextFieldProps = Common & {
  /** Where a page has this field more than once; else the name. */
  readonly id?: string
  readonly value?: string | undefined
  readonly type?: 'text' | 'date' | 'number'
  readonly rows?: number
  readonly max?: number
  readonly autocomplete?: string
  /** Words to choose from, or not: the name of a {@link Suggestions}. */
  readonly suggestions?: string | undefined
}

/** Label above, hint between, error in words tied to the input. `rows` makes it a text area. Without a value, what is typed is left alone. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, error, required, value, rows, type = 'text', max, autocomplete, suggestions } = props
  const id = props.id ?? name
  const tied = describedBy({ ...props, name: id })
  const shared = { id, name, ...(required && { required: true }), ...(max !== undefined && { maxLength: max }), ...tied }
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      <Help name={id} hint={hint} error={error} />
      {rows === undefined ? (
        <Input
          type={type}
          shared={{
            ...shared,
            ...(value !== undefined && { value }),
            ...(autocomplete && { autocomplete }),
            ...(suggestions && { list: suggestions }),
          }}
        />
      ) : (
        <textarea {...shared} rows={rows} {...(value !== undefined && { value })} />
      )}
    </div>
  )
}

function Input({
  type,
  shared,
}: {
  readonly type: 'text' | 'date' | 'number'
  readonly shared: Readonly<Record<string, string | number | boolean>>
}) {
  if (type === 'date') return <input type="date" {...shared} />
  return type === 'number' ? <input type="number" min="0" {...shared} /> : <input type="text" {...shared} />
}

export function Suggestions({ name, words }: { readonly name: string; readonly words: readonly string[] }) {
  return (
    <datalist id={name}>
      {words.map((word) => (
        <option key={word} value={word} />
      ))}
    </datalist>
  )
}

export type FileFieldProps = Common & { readonly accept: string }

/** One or more files. */
export function FileField(props: FileFieldProps) {
  const { name, label, hint, error, required, accept } = props
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      <Help name={name} hint={hint} error={error} />
      <input type="file" id={name} name={name} accept={accept} multiple {...(required && { required: true })} {...describedBy(props)} />
    </div>
  )
}

export type Choice = { readonly value: string; readonly label: string }
export type ChoiceFieldProps = Common & { readonly choices: readonly Choice[]; readonly value?: string | undefined }

export function SelectField(props: ChoiceFieldProps & { readonly empty?: string }) {
  const { name, label, hint, error, choices, value, required, empty } = props
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={name}>{label}</label>
      <Help name={name} hint={hint} error={error} />
      <select id={name} name={name} {...(required && { required: true })} {...describedBy(props)}>
        {empty !== undefined && <option value="">{empty}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

export type ChoicesProps = Omit<ChoiceFieldProps, 'value'> & { readonly kind: 'radio' | 'checkbox'; readonly values?: readonly string[] | undefined }

export function Choices(props: ChoicesProps) {
  const { name, label, hint, error, choices, kind, values = [] } = props
  return (
    <fieldset class={error ? 'field wrong' : 'field'} {...describedBy(props)}>
      <legend>{label}</legend>
      <Help name={name} hint={hint} error={error} />
      {choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input type={kind} name={name} value={choice.value} checked={values.includes(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

export function Fields({ children }: { readonly children: ComponentChildren }) {
  return <div class="fields">{children}</div>
}

function Help({ name, hint, error }: { readonly name: string; readonly hint: string | undefined; readonly error: string | undefined }) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${name}-aide`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-erreur`}>
          {error}
        </p>
      )}
    </>
  )
}

function describedBy({ name, hint, error }: Common): Readonly<Record<string, string>> {
  const ids = [...(hint ? [`${name}-aide`] : []), ...(error ? [`${name}-erreur`] : [])]
  return { ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }), ...(error && { 'aria-invalid': 'true' }) }
}
