/** What a text says, if it is JSON; `undefined` otherwise. The shape is the caller's to judge. */
export function readJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
