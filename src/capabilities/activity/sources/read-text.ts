import { createReadStream } from 'node:fs'
import { SourceBroken } from './source.ts'

/** The text of a file, piece by piece. A byte that is not of this encoding ends it: nothing is replaced by a question mark. */
export async function* readText(path: string, encoding: string): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 262_144 })) yield decoder.decode(bytes, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw new SourceBroken(error instanceof TypeError ? 'wrong-encoding' : 'cut-short')
  }
  return undefined
}

export type NumberedLine = { readonly text: string; readonly line: number }

/** Lines, numbered from 1. One longer than `longest` (UTF-16 units) ends the reading. */
export async function* readLines(path: string, encoding: string, longest: number): AsyncGenerator<NumberedLine, undefined> {
  let rest = ''
  let line = 0
  for await (const piece of readText(path, encoding)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) yield { text, line: (line += 1) }
    if (rest.length > longest) throw new SourceBroken('endless-line')
  }
  if (rest !== '') yield { text: rest, line: line + 1 }
  return undefined
}
