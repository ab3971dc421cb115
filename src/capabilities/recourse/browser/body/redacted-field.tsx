import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { bodiesOf, contentOf, type Content } from '../../core/case-content.ts'
import { CUT, findStretches, joinStretches, leftIn, redact, tellingOf, type Stretch, type Telling } from '../../core/redaction.ts'
import type { Opened } from '../shared/open-case-file.ts'
import type { Words } from './body-wording.ts'

type RedactedFieldProps = {
  readonly words: Words
  readonly opened: Opened
  readonly name: string
  readonly label: string
  readonly rows: number
  /** Other fields that go out with it, above and below. */
  readonly before?: ComponentChildren
  readonly after?: ComponentChildren
}

/** The box to tick for a text in which something still seems to point to someone. */
export const knowsOf = (name: string) => `${name}-su`

/** A text for others than the body: written, or taken from the case with what points to someone removed; what is left of it is told. */
export function RedactedField({ words, opened, name, label, rows, before, after }: RedactedFieldProps) {
  const { b } = words
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({})
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Sent: its own form is empty again. What is written elsewhere in the case leaves it alone.
    const form = place.current?.closest('form')
    const clear = () => setTexts({})
    form?.addEventListener('reset', clear)
    return () => form?.removeEventListener('reset', clear)
  }, [])
  const all = Object.values(texts).join('\n')
  const left = useMemo(() => leftIn(all, tellingIn(opened)), [all, opened])
  const said = left.map((one) => one.text).join(' · ')
  const note = ({ target }: Event) => {
    const isField = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
    if (isField && target.name !== '') setTexts({ ...texts, [target.name]: target.value })
  }
  return (
    <div class="stack" ref={place}>
      <Source words={words} opened={opened} name={name} take={(text) => setTexts({ ...texts, [name]: text })} />
      <div class="stack" onInput={note}>
        {before}
        <TextField name={name} label={label} rows={rows} max={20_000} value={texts[name] ?? ''} />
        {after}
      </div>
      {left.length > 0 && (
        <Notice tone="soon" title={b('redactLeft', { words: said })} live>
          {/* Another list is another question. */}
          <div class="field" key={said}>
            <label class="choice">
              <input type="checkbox" name={knowsOf(name)} value="oui" />
              <span>{b('redactKnown')}</span>
            </label>
          </div>
        </Notice>
      )}
    </div>
  )
}

/** What the account of a case says that points to someone. */
export function tellingIn({ open: { items, citizen } }: Opened): readonly Telling[] {
  return bodiesOf('account', items, citizen.key).flatMap(tellingOf)
}

type SourceProps = Pick<RedactedFieldProps, 'words' | 'opened' | 'name'> & { readonly take: (text: string) => void }

function Source({ words, opened, name, take }: SourceProps) {
  const { b, t } = words
  const [chosen, setChosen] = useState<number | undefined>()
  const [wanted, setWanted] = useState(false)
  const texts = wanted ? textsOf(opened) : []
  const source = texts.find(({ seq }) => seq === chosen)
  return (
    <details onToggle={(event) => event.currentTarget instanceof HTMLDetailsElement && setWanted(event.currentTarget.open)}>
      <summary>{b('redactTitle')}</summary>
      <div class="stack">
        <p class="hint">{b('redactLead', { cut: CUT })}</p>
        <div class="field">
          <label for={`${name}-source`}>{b('redactSource')}</label>
          <select
            id={`${name}-source`}
            value={chosen ?? ''}
            onInput={(event) => setChosen(/^\d+$/.test(event.currentTarget.value) ? Number(event.currentTarget.value) : undefined)}
          >
            <option value="">—</option>
            {texts.map(({ kind, text, seq }) => (
              <option key={seq} value={seq}>
                {t(`kind-${kind}`)} : {text.slice(0, 40)}
              </option>
            ))}
          </select>
        </div>
        {source && <Removing key={chosen} words={words} name={name} text={source.text} telling={tellingIn(opened)} take={take} />}
      </div>
    </details>
  )
}

type RemovingProps = Pick<SourceProps, 'words' | 'name' | 'take'> & { readonly text: string; readonly telling: readonly Telling[] }

function Removing({ words, name, text, telling, take }: RemovingProps) {
  const { b } = words
  const [offered] = useState(() => leftIn(text, telling))
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [more, setMore] = useState('')
  const [passages, setPassages] = useState<readonly Stretch[]>([])
  const source = useRef<HTMLTextAreaElement>(null)
  const hidden = [...offered.map((one) => one.text).filter((one) => !kept.has(one)), ...more.split(/[\n,;]/)]
  const stretches = joinStretches(text, [...passages, ...findStretches(text, hidden)])
  const remove = () => {
    const { selectionStart: start = 0, selectionEnd: end = 0 } = source.current ?? {}
    if (end > start) setPassages([...passages, { start, end }])
  }
  return (
    <>
      {offered.length > 0 && (
        <fieldset class="field">
          <legend>{b('redactOffered')}</legend>
          {offered.map((one) => (
            <label key={one.text} class="choice">
              <input
                type="checkbox"
                checked={!kept.has(one.text)}
                onInput={({ currentTarget: { checked } }) =>
                  setKept(new Set([...kept].filter((other) => other !== one.text).concat(checked ? [] : [one.text])))
                }
              />
              <span>
                {one.text} <span class="soft">({b(`telling-${one.why}`)})</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="field" onInput={(event) => event.target instanceof HTMLTextAreaElement && setMore(event.target.value)}>
        <TextField name={`${name}-autres`} label={b('redactMore')} hint={b('redactMoreHint')} rows={2} max={2000} />
      </div>
      <div class="field">
        <label for={`${name}-texte`}>{b('redactText')}</label>
        <p class="hint" id={`${name}-texte-aide`}>
          {b('redactTextHint')}
        </p>
        <textarea id={`${name}-texte`} ref={source} readOnly rows={6} aria-describedby={`${name}-texte-aide`} value={text} />
      </div>
      <p class="row">
        <button type="button" class="button" onClick={remove}>
          {b('redactPassage')}
        </button>
        {passages.length > 0 && (
          <button type="button" class="button" onClick={() => setPassages(passages.slice(0, -1))}>
            {b('redactUndo')}
          </button>
        )}
      </p>
      <Preview words={words} text={text} stretches={stretches} />
      <p>
        <button type="button" class="button" onClick={() => take(redact(text, stretches))}>
          {b('redactTake')}
        </button>
      </p>
    </>
  )
}

/** As it will read. */
function Preview({ words, text, stretches }: { readonly words: Words; readonly text: string; readonly stretches: readonly Stretch[] }) {
  return (
    <div class="card stack" role="status">
      <p class="soft">{words.b('redactPreview', { n: stretches.length })}</p>
      <p class="as-typed">{redact(text, stretches)}</p>
    </div>
  )
}

type Text = { readonly seq: number; readonly kind: 'account' | 'message' | 'decision' | 'status'; readonly text: string }

/** What of a case may be brought to others: each text with the kind that it has, newest first. Line ends as a text area has them. */
function textsOf({ open: { items, citizen } }: Opened): readonly Text[] {
  return items
    .flatMap((item) => {
      const content = contentOf(item, citizen.key)
      return content ? textOf(content).map(({ kind, text }) => ({ seq: item.content.seq, kind, text: text.replaceAll(/\r\n?/g, '\n') })) : []
    })
    .toReversed()
}

function textOf({ kind, body }: Content): readonly Omit<Text, 'seq'>[] {
  switch (kind) {
    case 'account':
    case 'message':
      return [{ kind, text: body.text }]
    case 'decision':
      return [{ kind, text: body.reasons }]
    case 'status':
      return [{ kind, text: body.reason }]
    default:
      return []
  }
}
