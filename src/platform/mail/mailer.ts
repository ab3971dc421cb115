import { sql } from 'kysely'
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer'
import { toHour } from '../../foundation/hour.ts'
import { uuidV7 } from '../../foundation/ids.ts'
import type { Bytes } from '../../foundation/bytes.ts'
import { inCity, type CityTransaction, type Database } from '../db/database.ts'
import type { Files } from '../files/files.ts'
import type { Log } from '../telemetry/log.ts'

/** Plain text first: it is read on any device and hides nothing. */
export type Mail = {
  readonly to: string
  readonly subject: string
  readonly body: string
  /** Address that stops such mails when it is posted to (RFC 8058). */
  readonly unsubscribe?: string | undefined
}

export type Mailer = {
  /** Written in the caller's transaction; sent after it. A mail announces nothing that did not happen. */
  readonly queue: (tx: CityTransaction, mail: Mail & { readonly city: string; readonly now: Date }) => Promise<void>
  /** What was not sent yet, and has this in it: an address that was erased gets nothing more. */
  readonly forget: (tx: CityTransaction, what: Forgotten) => Promise<void>
  /** Sends what is due in one city. Answers how many went. Safe to run twice at once. */
  readonly sendDue: (city: string, now: Date) => Promise<number>
}

/** By what is in it, or by whom it is for and what it is called. */
export type Forgotten = { readonly city: string } & ({ readonly mark: string } | { readonly to: string; readonly subjects: readonly string[] })

export type MailParts = {
  readonly db: Database
  readonly random: (length: number) => Bytes
  readonly files: Files
  readonly smtpUrl: string | undefined
  readonly from: string
  readonly log: Log
}

const MAX_ATTEMPTS = 8

export function createMailer(parts: MailParts): Mailer {
  const smtp = parts.smtpUrl === undefined ? undefined : createTransport(parts.smtpUrl)
  return {
    queue: async (tx, { city, now, to, subject, body, unsubscribe = null }) => {
      const id = uuidV7(toHour(now).getTime(), parts.random(10))
      const row = { city, id, recipient: to, subject, body, unsubscribe, state: 'queued', created_at: toHour(now), due_at: now } as const
      await tx.insertInto('platform.mails').values(row).execute()
    },
    forget: async (tx, what) => {
      const unsent = tx.deleteFrom('platform.mails').where('city', '=', what.city).where('state', '<>', 'sent')
      const chosen =
        'mark' in what
          ? unsent.where((where) => where(sql<number>`position(${what.mark} in body || coalesce(unsubscribe, ''))`, '>', 0))
          : unsent.where('recipient', '=', what.to).where('subject', 'in', [...what.subjects])
      await chosen.execute()
    },
    sendDue: async (city, now) => {
      let sent = 0
      while (await sendOne(parts, { smtp, city, now })) sent += 1
      return sent
    },
  }
}

type Sending = { readonly smtp: Transporter | undefined; readonly city: string; readonly now: Date }

/** One mail, its row locked while it leaves. A failure is counted and tried again later, eight times. */
async function sendOne(parts: MailParts, { smtp, city, now }: Sending): Promise<boolean> {
  return inCity(parts.db, city, async (tx) => {
    const mail = await tx
      .selectFrom('platform.mails')
      .where('city', '=', city)
      .where('state', '=', 'queued')
      .where('due_at', '<=', now)
      .selectAll()
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (mail === undefined) return false
    const delivered = await deliver(parts, smtp, {
      to: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      id: mail.id,
      sentAt: now,
      unsubscribe: mail.unsubscribe ?? undefined,
    })
    const attempts = mail.attempts + 1
    const state = delivered ? 'sent' : attempts >= MAX_ATTEMPTS ? 'failed' : 'queued'
    await tx
      .updateTable('platform.mails')
      .set({
        attempts,
        state,
        sent_at: delivered ? toHour(now) : null,
        due_at: state === 'queued' ? new Date(now.getTime() + attempts * attempts * 60_000) : null,
        ...(state !== 'queued' && { recipient: '', body: '', unsubscribe: null }),
      })
      .where('city', '=', city)
      .where('id', '=', mail.id)
      .execute()
    return delivered
  })
}

async function deliver(
  parts: MailParts,
  smtp: Transporter | undefined,
  mail: Mail & { readonly id: string; readonly sentAt: Date },
): Promise<boolean> {
  const stops =
    mail.unsubscribe === undefined ? {} : { 'List-Unsubscribe': `<${mail.unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
  const message = { from: parts.from, to: mail.to, subject: mail.subject, text: mail.body, messageId: `<${mail.id}@visavis>`, headers: stops }
  try {
    if (smtp) await smtp.sendMail(message)
    else await writeEml(parts.files, mail, message)
    return true
  } catch (error) {
    parts.log.warn({ error }, 'mail-not-sent')
    return false
  }
}

let written = 0

/** In demonstration, each mail is a file under `var/outbox` that any mail program opens; their names are in the order in which they went. */
async function writeEml(files: Files, { id, sentAt }: { readonly id: string; readonly sentAt: Date }, message: SendMailOptions): Promise<void> {
  written += 1
  const name = `${sentAt.toISOString().replaceAll(/[:.]/g, '-')}-${String(written).padStart(6, '0')}-${id}`
  const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail(message)
  const { message: bytes } = composed
  if (Buffer.isBuffer(bytes)) await files.write(`outbox/${name}.eml`, bytes)
}

/** One mail at once, for a command that has no database. Rejects when the server does not take it. */
export async function sendNow({ smtpUrl, from }: { readonly smtpUrl: string; readonly from: string }, { to, subject, body }: Mail): Promise<void> {
  const smtp = createTransport(smtpUrl)
  try {
    await smtp.sendMail({ from, to, subject, text: body })
  } finally {
    smtp.close()
  }
}
