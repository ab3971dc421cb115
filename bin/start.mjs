import { become, buildIfStale, install } from './node.mjs'

install()
buildIfStale()
become(['src/start.ts'])
