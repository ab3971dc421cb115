import { describe, expect, it } from 'vitest'
import { dueReadings, type Law } from '../core/law.ts'
import { OTHER_WORDS } from '../messages/other-languages.ts'
import { RIGHTS_PATHS } from '../paths.ts'
import { citedBy, isComplete, OTHER_LANGUAGES, PARTS, statementsOn } from '../core/situation.ts'
import { LAWS } from './laws.ts'
import { SITUATIONS } from './situations.ts'

describe('the pages on rights', () => {
  it('are complete in French and in English, and one of them in Arabic', () => {
    for (const situation of SITUATIONS)
      expect([situation.id, isComplete(situation, 'fr'), isComplete(situation, 'en')]).toEqual([situation.id, true, true])
    expect(SITUATIONS.filter((situation) => isComplete(situation, 'ar')).map(({ id }) => id)).toEqual(['rue'])
  })

  it('say of each situation what they may ask and I may ask, what to do now and after; nothing twice', () => {
    for (const { id, statements } of SITUATIONS) {
      for (const part of PARTS) expect([id, part, statements.some((one) => one.part === part)]).toEqual([id, part, true])
      expect(new Set(statements.map(({ words }) => words.fr)).size).toBe(statements.length)
    }
  })

  it('cite a text for each statement of law; every text is cited somewhere, and says when it was read', () => {
    for (const { id, statements } of SITUATIONS)
      for (const statement of statements.filter((one) => 'law' in one))
        expect([id, statement.words.fr, statement.law?.length === 0]).toEqual([id, statement.words.fr, false])
    const cited = new Set<string>(SITUATIONS.flatMap(citedBy))
    expect(LAWS.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([])
    for (const { readOn, cite } of LAWS) expect([/^\d{4}-\d{2}-\d{2}$/.test(readOn), cite.fr !== '', cite.en !== '']).toEqual([true, true, true])
  })

  it('say of each text from which day it holds; of a decision or a note, its own date', () => {
    const undated = LAWS.filter(({ since }) => since?.on === undefined)
    expect(undated.filter(({ since }) => !/ \d{1,2} (?:mars|juin|août|décembre) \d{4}$/.test(since?.by ?? ''))).toEqual([])
    expect(undated.map(({ id }) => id).sort()).toEqual(['cc-1993', 'ce-2021', 'cedh-2025', 'crim-2016', 'note-2008'])
    for (const { since } of LAWS) if (since?.on !== undefined) expect(since.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })

  it('cite a text for each lead too, but for two that state none: health first, and that no law asks for a receipt', () => {
    expect(SITUATIONS.filter(({ leadLaw }) => leadLaw.length === 0).map(({ id }) => id)).toEqual(['blessure', 'recus'])
    for (const { lead } of SITUATIONS) expect(lead.fr).not.toMatch(/\bart\. /)
  })

  it('have each statement of law in the list of what is to be read again, under each text that it rests on', () => {
    for (const situation of SITUATIONS)
      for (const statement of situation.statements)
        for (const law of 'law' in statement ? statement.law : []) expect(statementsOn(situation, law)).toContain(statement.words)
  })

  it('are ready for any language: each has its words, its addresses and its link, from one list', () => {
    for (const language of OTHER_LANGUAGES) {
      const { parts, name, notAdvice, advice } = OTHER_WORDS[language]
      for (const words of [...PARTS.map((part) => parts[part]), name, notAdvice, advice]) expect(words.trim()).not.toBe('')
      for (const { id } of SITUATIONS.filter((one) => isComplete(one, language))) expect(RIGHTS_PATHS).toContain(`/vos-droits/${language}/${id}`)
    }
  })

  it('read French as French writes it: no straight apostrophe', () => {
    for (const { statements, title, lead } of SITUATIONS)
      for (const { fr } of [title, lead, ...statements.map(({ words }) => words)]) expect(fr).not.toMatch(/'/)
  })
})

describe('texts to be read again', () => {
  const law = (id: string, more: Partial<Law> = {}): Law => ({ id, cite: { fr: id, en: id }, since: undefined, readOn: '2026-11-27', ...more })

  it('are due six months after their last reading, ours or the city’s', () => {
    expect(dueReadings([law('a')], [], '2027-05-26')[0]).toMatchObject({ dueOn: '2027-05-27', isDue: false })
    expect(dueReadings([law('a')], [], '2027-05-27')[0]?.isDue).toBe(true)
    expect(dueReadings([law('a')], [{ law: 'a', readOn: '2027-05-01', verdict: 'unchanged' }], '2027-05-27')[0]).toMatchObject({
      lastRead: '2027-05-01',
      isDue: false,
    })
  })

  it('are due at once when another takes their place within six months, until they are read with that in mind', () => {
    const replaced = law('a', { next: { cite: 'b', on: '2029-01-01' }, readOn: '2028-06-20' })
    expect(dueReadings([replaced], [], '2028-06-30')[0]).toMatchObject({ isDue: false })
    expect(dueReadings([replaced], [], '2028-07-01')[0]).toMatchObject({ isDue: true, changes: true })
    expect(dueReadings([replaced], [{ law: 'a', readOn: '2028-07-02', verdict: 'unchanged' }], '2028-07-03')[0]).toMatchObject({
      isDue: false,
      changes: false,
    })
  })

  it('come first when they are due first', () => {
    // Read and found wrong: due until the page is put right.
    const wrong = { law: 'a', readOn: '2027-05-01', verdict: 'to_change' as const }
    expect(dueReadings([law('a')], [wrong], '2027-05-02')[0]).toMatchObject({ isDue: true })
    expect(dueReadings([law('a', { readOn: '2027-05-01' })], [wrong], '2027-05-02')[0]).toMatchObject({ isDue: false })
    expect(dueReadings([law('a'), law('b', { readOn: '2026-01-01' })], [], '2026-11-27').map(({ law: { id } }) => id)).toEqual(['b', 'a'])
  })
})
