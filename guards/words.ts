import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const MESSAGE = /\/messages\/[\w-]+\.ts$|-words\.ts$/

/** Words of a catalogue that no page says: the key stands nowhere else, alone or as the end of a `prefix-${…}`. */
export function unsaidWords(root: string): readonly string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(root, file), 'utf8') }))
  const code = files.map(({ text }) => text.replaceAll(/^ {2}(?:'[\w-]+'|\w+): \{.*$/gm, '')).join('\n')
  const prefixes = [...code.matchAll(/[`']([a-z]+-)(?:\$\{|')/g)].map(([, prefix = '']) => prefix)
  const suffixes = [...code.matchAll(/\}([A-Z]\w+)`/g)].map(([, suffix = '']) => suffix)
  return files
    .filter(({ file, text }) => MESSAGE.test(file) && text.includes('satisfies Catalogue'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/^ {2}'?([\w-]+)'?: \{/gm)]
        .map(([, key = '']) => key)
        .filter((key) => !new RegExp(`['"\`]${key}['"\`]`).test(code) && !prefixes.some((prefix) => key.startsWith(prefix)))
        .filter((key) => !suffixes.some((suffix) => key.endsWith(suffix)))
        .map((key) => `${file}: ${key}`),
    )
}
