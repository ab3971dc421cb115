/** A start that cannot go on, told in one sentence. Never a stack trace: the reader is a clerk, not a developer. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
}
