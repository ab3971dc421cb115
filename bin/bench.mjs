import { existsSync } from 'node:fs'
import { become, buildIfStale, fail, install, ROOT } from './node.mjs'
import { join } from 'node:path'

const [name, ...options] = process.argv.slice(2)
if (name === undefined || !/^[a-z-]+$/.test(name) || !existsSync(join(ROOT, 'bench', `${name}.ts`)))
  fail(
    'Which bench? receipts, kills, journal, journal-kills, pages, offline, disclosure, disclosure-large, activity-import, activity-report, activity-nation, front, vault-age, vault-canary, vault-flood, vault-gate, vault-host, vault-keys, vault-kills, vault-load, vault-open, vault-upload or start.',
  )
install()
buildIfStale()
become([`bench/${name}.ts`, ...options])
