import pino from 'pino'

/**
 * Structured logs. What is logged is chosen field by field; addresses, bodies, queries, cookies and mail addresses never
 * are. An error's message may quote a value that a person typed, so only its name, code and place in our code are kept.
 */
export type Log = pino.Logger

export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { error: describeError },
    formatters: { level: (label) => ({ level: label }) },
  }
  return destination ? pino(options, destination) : pino(options)
}

export function describeError(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error ? String(error.code) : undefined
  return {
    name: error.name,
    code,
    at: frames.slice(0, 6).map((line) => line.trim().replaceAll(/\(?(file:\/\/)?\/[^\s]*\/(src|node_modules)\//g, '$2/')),
  }
}
