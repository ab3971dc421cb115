import { z } from 'zod'
import { accept, refuse, type Result } from '../../foundation/result.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const optionalUrl = z.url().optional()

/** Every variable that this program reads. Another name under VISAVIS_ is a mistake, and stops the start. */
const variables = z.object({
  PORT: port.default(3000),
  VISAVIS_HOST: z.string().min(1).default('127.0.0.1'),
  VISAVIS_MODE: z.enum(['demo', 'production']).default('demo'),
  VISAVIS_DEMO_FILL: z.enum(['yes', 'no']).default('yes'),
  VISAVIS_BASE_URL: optionalUrl,
  VISAVIS_VAR: z.string().min(1).default('var'),
  VISAVIS_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  VISAVIS_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  VISAVIS_MAIL_FROM: z.email().default('ne-pas-repondre@visavis.example'),
  VISAVIS_OIDC_ISSUER: optionalUrl,
  VISAVIS_OIDC_CLIENT_ID: z.string().min(1).optional(),
  VISAVIS_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  VISAVIS_OIDC_SIRET: z
    .string()
    .regex(/^\d{14}$/, 'must be 14 digits')
    .optional(),
  VISAVIS_OIDC_ACR: z.string().min(1).default('eidas2'),
  VISAVIS_JOURNAL_SIGNER_URL: optionalUrl,
  VISAVIS_SIGNER_PASSWORD: z.string().min(16, 'must have 16 signs at least').optional(),
  VISAVIS_VAULT_ORIGINS: z
    .string()
    .regex(/^https?:\/\/[^\s/,]+(,https?:\/\/[^\s/,]+)*$/, 'must be origins (https://coffre.example), separated by commas')
    .optional(),
  VISAVIS_TRUST_PROXY: z.enum(['0', '1']).default('0'),
  VISAVIS_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly mode: 'demo' | 'production'
  /** Whether the demonstration gets its invented reports and facts: a test of something else does without. */
  readonly demoFill: boolean
  /** Where people reach the site; without it, the local address. */
  readonly baseUrl: string | undefined
  readonly varFolder: string
  readonly databaseUrl: string | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly oidc: OidcConfig | undefined
  /** The journal's signer in a process of its own, password in the address; without it, the key of the var folder signs. */
  readonly journalSignerUrl: string | undefined
  /** What `visavis journal sign` asks of whoever wants a signature; 16 signs at least. */
  readonly signerPassword: string | undefined
  /** Origins of others that serve the vault's client: their pages may ask its routes. */
  readonly vaultOrigins: readonly string[]
  readonly trustProxy: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export type OidcConfig = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly siret: string
  readonly acr: string
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Result<Config, 'configuration'> {
  const names = Object.keys(variables.shape)
  const unknown = Object.keys(environment).find((name) => name.startsWith('VISAVIS_') && !names.includes(name))
  if (unknown !== undefined) return refuse('configuration', { variable: unknown, problem: 'is not a known variable' })
  const own = Object.fromEntries(names.map((name) => [name, environment[name] === '' ? undefined : environment[name]]))
  const parsed = variables.safeParse(own)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse('configuration', { variable: String(issue?.path[0]), problem: issue?.message ?? 'is not valid' })
  }
  return assemble(parsed.data)
}

function assemble(read: z.infer<typeof variables>): Result<Config, 'configuration'> {
  const oidc = oidcOf(read)
  if (!oidc.ok) return oidc
  if (read.VISAVIS_MODE === 'production') {
    const missing = (['VISAVIS_BASE_URL', 'VISAVIS_SMTP_URL'] as const).find((name) => read[name] === undefined)
    if (missing) return refuse('configuration', { variable: missing, problem: 'is required when VISAVIS_MODE is production' })
  }
  return accept({
    port: read.PORT,
    host: read.VISAVIS_HOST,
    mode: read.VISAVIS_MODE,
    demoFill: read.VISAVIS_DEMO_FILL === 'yes',
    baseUrl: read.VISAVIS_BASE_URL?.replace(/\/$/, ''),
    varFolder: read.VISAVIS_VAR,
    databaseUrl: read.VISAVIS_DATABASE_URL,
    smtpUrl: read.VISAVIS_SMTP_URL,
    mailFrom: read.VISAVIS_MAIL_FROM,
    oidc: oidc.value,
    journalSignerUrl: read.VISAVIS_JOURNAL_SIGNER_URL,
    signerPassword: read.VISAVIS_SIGNER_PASSWORD,
    vaultOrigins: read.VISAVIS_VAULT_ORIGINS?.split(',') ?? [],
    trustProxy: read.VISAVIS_TRUST_PROXY === '1',
    logLevel: read.VISAVIS_LOG_LEVEL,
  })
}

function oidcOf(read: z.infer<typeof variables>): Result<OidcConfig | undefined, 'configuration'> {
  const issuer = read.VISAVIS_OIDC_ISSUER
  if (issuer === undefined) return accept(undefined)
  const { VISAVIS_OIDC_CLIENT_ID: clientId, VISAVIS_OIDC_CLIENT_SECRET: clientSecret, VISAVIS_OIDC_SIRET: siret } = read
  if (clientId === undefined || clientSecret === undefined || siret === undefined) {
    const variable = clientId === undefined ? 'CLIENT_ID' : clientSecret === undefined ? 'CLIENT_SECRET' : 'SIRET'
    return refuse('configuration', { variable: `VISAVIS_OIDC_${variable}`, problem: 'is required with VISAVIS_OIDC_ISSUER' })
  }
  return accept({ issuer, clientId, clientSecret, siret, acr: read.VISAVIS_OIDC_ACR })
}
