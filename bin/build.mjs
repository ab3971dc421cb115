import { buildIfStale, install } from './node.mjs'

install()
buildIfStale()
