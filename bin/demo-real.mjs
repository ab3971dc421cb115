import { become, buildIfStale, install } from './node.mjs'

install()
buildIfStale()
become(['src/start-real.ts', ...process.argv.slice(2)])
