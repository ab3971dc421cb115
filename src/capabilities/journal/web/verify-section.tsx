import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { Listing } from '../../../ui/listing/listing.tsx'
import type { Policy } from '../core/policy.ts'
import { writeVerifierKey } from '../core/verifier-key.ts'
import type { Words } from '../messages/journal-words.ts'

/** `today`: under whose date the signed state is kept, so that another day's does not take its place. */
type Props = { readonly t: Words; readonly origin: string; readonly policy: Policy; readonly today: string }

/** Commands as they are typed; what they run is other people's code, or short enough to be read first. */
export function VerifySection({ t, origin, policy, today }: Props) {
  const place = `${origin}/journal`
  const key = writeVerifierKey(policy.log)
  const kept = `journal-${today}`
  const go = (checkpoint: string) =>
    `CGO_ENABLED=0 GO111MODULE=off GOPATH=/usr/share/gocode \\\n  go run auditor.go ${place} \\\n  '${key}' \\\n  ${checkpoint}`
  const held = policy.witnesses.flatMap(({ name, url }) =>
    url === undefined
      ? []
      : [`curl -o temoin-${name} ${url.replace(/\/$/, '')}/${toHex(sha256(policy.log.name))}/checkpoint\n${go(`temoin-${name}`)}`],
  )
  const commands: readonly (readonly [title: string, text: string, lead?: string])[] = [
    [t('verifyKeep'), `curl -o ${kept} ${place}/checkpoint\ncurl -O ${place}/policy`],
    [t('verifyGo'), `apt-get install golang-go golang-golang-x-mod-dev\ncurl -O ${place}/auditor.go\n${go(kept)}`, t('verifyGoLead')],
    ...(held.length === 0 ? [] : [[t('verifyHeld'), held.join('\n')] as const]),
    [
      t('verifyOurs'),
      `npm run visavis -- journal audit ${place} --policy policy --since ${kept}\nnpm run visavis -- journal monitor ${place} --state ./suivi --mail moi@exemple.fr`,
    ],
    [t('verifyWitness'), `npm run visavis -- witness ./temoin --name mon-association.example/temoin --policy ${place}/policy`],
  ]
  return (
    <section class="stack" id="verifier">
      <h2>{t('verify')}</h2>
      <p>{t('verifyLead')}</p>
      {commands.map(([title, text, lead]) => (
        <div class="stack" key={title}>
          <h3>{title}</h3>
          {lead && <p>{lead}</p>}
          <Listing text={text} label={title} />
        </div>
      ))}
      <h3>{t('files')}</h3>
      <ul>
        {['checkpoint', 'policy', 'status.json', 'tile/entries/000', 'auditor.go'].map((file) => (
          <li key={file}>
            <a href={`/journal/${file}`} class="mono">
              /journal/{file}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
