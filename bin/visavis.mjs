#!/usr/bin/env node
import { become, buildIfStale, install } from './node.mjs'

install()
buildIfStale()
become(['src/cli.ts', ...process.argv.slice(2)])
