export type ProgressProps = {
  readonly label: string
  /** Part of `of`; none while nothing is known. */
  readonly done?: number | undefined
  readonly of?: number
}

/** Long work: a bar and, beside it, words. The words are read aloud when they change. */
export function Progress({ label, done, of = 1 }: ProgressProps) {
  return (
    <div class="progress" role="status">
      <progress aria-hidden="true" max={of} {...(done !== undefined && { value: done })} />
      <p>{label}</p>
    </div>
  )
}
