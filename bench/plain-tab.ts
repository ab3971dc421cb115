import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { z } from 'zod'

/** A tab of Chromium that nobody listens to: what a page's requests carry is not copied to an observer, as it would be to a test driver. */
export type PlainTab = {
  readonly open: (url: string) => Promise<void>
  /** The value of an expression in the page. */
  readonly ask: (expression: string) => Promise<unknown>
  /** Puts a file of this machine in a field. */
  readonly choose: (selector: string, path: string) => Promise<void>
  readonly close: () => Promise<void>
}

const listed = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }))
const replied = z.object({ id: z.int().optional(), result: z.record(z.string(), z.unknown()).optional(), error: z.object({ message: z.string() }).optional() }) // prettier-ignore
const evaluated = z.object({ value: z.unknown().optional(), objectId: z.string().optional() })
type Reply = z.infer<typeof replied>

/** Through the DevTools protocol, without its Network domain. */
export async function openPlainTab(): Promise<PlainTab> {
  const folder = mkdtempSync(join(tmpdir(), 'visavis-tab-'))
  const path = existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : chromium.executablePath()
  const args = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', '--lang=fr-FR', `--user-data-dir=${folder}`, 'about:blank']
  const child = spawn(path, args, { stdio: 'ignore' })
  const portFile = join(folder, 'DevToolsActivePort')
  await untilTrue(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'), 20_000)
  const port = readFileSync(portFile, 'utf8').split('\n')[0] ?? ''
  const pages = listed.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json())
  const socket = new WebSocket(pages.find(({ type }) => type === 'page')?.webSocketDebuggerUrl ?? '')
  await new Promise((done, failed) => {
    socket.onopen = done
    socket.onerror = failed
  })
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.onmessage = ({ data }) => {
    const reply = replied.parse(JSON.parse(String(data)))
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  }
  let id = 0
  const send = async (method: string, params: Readonly<Record<string, unknown>>) => {
    const own = (id += 1)
    const reply = await new Promise<Reply>((done) => {
      waiting.set(own, done)
      socket.send(JSON.stringify({ id: own, method, params }))
    })
    waiting.delete(own)
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`)
    return reply.result ?? {}
  }
  const ask = async (expression: string) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails).slice(0, 500))
    return evaluated.parse(result).value
  }
  return {
    ask,
    open: async (url) => {
      await send('Page.navigate', { url })
      await untilTrue(async () => (await ask('document.readyState').catch(() => '')) === 'complete', 20_000)
    },
    choose: async (selector, file) => {
      const { result } = await send('Runtime.evaluate', { expression: `document.querySelector('${selector}')` })
      await send('DOM.setFileInputFiles', { files: [file], objectId: evaluated.parse(result).objectId })
    },
    close: async () => {
      socket.close()
      child.kill('SIGKILL')
      await new Promise((done) => child.once('exit', done))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilTrue(holds: () => boolean | Promise<boolean>, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it did not come')
    await new Promise((done) => setTimeout(done, 50))
  }
}
