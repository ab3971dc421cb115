/** Of built files (their text by name), the ones that these need: a file needs those that its text names. In order of names. */
export function reachable(texts: ReadonlyMap<string, string>, wanted: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const visit = (name: string) => {
    if (found.has(name)) return
    found.add(name)
    const text = texts.get(name) ?? ''
    for (const other of texts.keys()) if (text.includes(other)) visit(other)
  }
  wanted.forEach(visit)
  return [...found].sort()
}
