import type { Law } from '../core/law.ts'

const READ = '2026-11-27'
const CPP = (article: string) => ({ fr: `code de procédure pénale, art. ${article}`, en: `code de procédure pénale, art. ${article}` })
const CSI = (article: string) => ({ fr: `code de la sécurité intérieure, art. ${article}`, en: `code de la sécurité intérieure, art. ${article}` })
const text = (fr: string, en: string) => ({ fr, en })
const FROM_2029 = (cite: string) => ({ cite: `code de procédure pénale, art. ${cite} (ordonnance n° 2025-1091)`, on: '2029-01-01' })
const IDENTITY_1983 = { on: '1983-06-27', by: 'loi n° 83-466 du 10 juin 1983' }
const CODE_1959 = { on: '1959-03-02', by: 'loi n° 57-1426 du 31 décembre 1957' }
const ETHICS_2014 = { on: '2014-01-01', by: 'décret n° 2013-1113 du 4 décembre 2013' }
const CROWDS_2019 = { on: '2019-04-12', by: 'loi n° 2019-290 du 10 avril 2019' }
const CODE_2012 = { on: '2012-05-01', by: 'ordonnance n° 2012-351 du 12 mars 2012' }

const laws = {
  'cpp-78-1': { cite: CPP('78-1'), since: IDENTITY_1983, next: FROM_2029('L. 3222-1 et suivants') },
  'cpp-78-2': { cite: CPP('78-2'), since: IDENTITY_1983, next: FROM_2029('L. 3222-1 et suivants') },
  'cpp-78-2-2': {
    cite: CPP('78-2-2'),
    since: { on: '2001-11-16', by: 'loi n° 2001-1062 du 15 novembre 2001' },
    next: FROM_2029('L. 3223-1 et suivants'),
  },
  'cpp-78-2-4': {
    cite: CPP('78-2-4'),
    since: { on: '2003-03-19', by: 'loi n° 2003-239 du 18 mars 2003' },
    next: FROM_2029('L. 3224-3 et L. 3224-4'),
  },
  'cpp-78-2-5': { cite: CPP('78-2-5'), since: CROWDS_2019 },
  'cpp-78-3': { cite: CPP('78-3'), since: IDENTITY_1983, next: FROM_2029('L. 3225-1 et suivants') },
  'cpp-78-5': { cite: CPP('78-5'), since: IDENTITY_1983, next: FROM_2029('L. 3225-1 et suivants') },
  'cpp-78-6': { cite: CPP('78-6'), since: { on: '1999-04-16', by: 'loi n° 99-291 du 15 avril 1999' }, next: FROM_2029('L. 3222-3 à L. 3222-6') },
  'cpp-56': { cite: CPP('56'), since: CODE_1959 },
  'cpp-59': { cite: CPP('59'), since: CODE_1959 },
  'cpp-76': { cite: CPP('76'), since: CODE_1959 },
  'cpp-8-9': { cite: CPP('8 et 9'), since: { on: '2017-03-01', by: 'loi n° 2017-242 du 27 février 2017' } },
  'cpp-15-3': { cite: CPP('15-3'), since: { on: '2000-06-16', by: 'loi n° 2000-516 du 15 juin 2000' } },
  'cpp-40': { cite: CPP('40'), since: CODE_1959 },
  'cpp-40-1': { cite: CPP('40-1'), since: { on: '2004-03-10', by: 'loi n° 2004-204 du 9 mars 2004' } },
  'cpp-85': { cite: CPP('85'), since: CODE_1959 },
  'csi-r434-14': { cite: CSI('R. 434-14'), since: ETHICS_2014 },
  'csi-r434-15': { cite: CSI('R. 434-15'), since: ETHICS_2014 },
  'csi-r434-16': { cite: CSI('R. 434-16'), since: ETHICS_2014 },
  'csi-r434-18': { cite: CSI('R. 434-18'), since: ETHICS_2014 },
  'csi-l211-1': { cite: CSI('L. 211-1 et L. 211-2'), since: CODE_2012 },
  'csi-l211-9': { cite: CSI('L. 211-9'), since: CODE_2012 },
  'csi-l252-5': { cite: CSI('L. 252-5'), since: CODE_2012 },
  'csi-l253-5': {
    cite: CSI('L. 253-5'),
    since: { on: '2012-05-01', by: 'ordonnance n° 2012-351 du 12 mars 2012, réduit en 2023 à la saisine de la commission' },
  },
  'csi-r241-13': {
    cite: CSI('R. 241-13'),
    since: { on: '2022-11-04', by: 'décret n° 2019-140 du 27 février 2019, un mois au lieu de six depuis le 4 novembre 2022' },
  },
  'decret-2023-1102': {
    cite: text('décret n° 2023-1102 du 27 novembre 2023', 'decree no. 2023-1102 of 27 November 2023'),
    since: { on: '2023-11-30', by: 'décret n° 2023-1102' },
  },
  'cp-431-3': {
    cite: text('code pénal, art. 431-3 et 431-4', 'code pénal, art. 431-3 and 431-4'),
    since: { on: '1994-03-01', by: 'loi n° 92-686 du 22 juillet 1992' },
  },
  'cp-r644-4': {
    cite: text('code pénal, art. R. 644-4', 'code pénal, art. R. 644-4'),
    since: { on: '2019-03-21', by: 'décret n° 2019-208 du 20 mars 2019' },
  },
  'cp-431-9-1': { cite: text('code pénal, art. 431-9-1', 'code pénal, art. 431-9-1'), since: CROWDS_2019 },
  'cp-223-1-1': {
    cite: text('code pénal, art. 223-1-1', 'code pénal, art. 223-1-1'),
    since: { on: '2021-08-26', by: 'loi n° 2021-1109 du 24 août 2021' },
  },
  'cp-226-1': { cite: text('code pénal, art. 226-1', 'code pénal, art. 226-1'), since: { on: '1994-03-01', by: 'loi n° 92-684 du 22 juillet 1992' } },
  'cjpm-l413': {
    cite: text(
      'code de la justice pénale des mineurs, art. L. 413-6 et suivants',
      'code de la justice pénale des mineurs, art. L. 413-6 and following',
    ),
    since: { on: '2021-09-30', by: 'ordonnance n° 2019-950 du 11 septembre 2019' },
  },
  'note-2008': {
    cite: text(
      'note de la direction générale de la police nationale n° 2008-8433-D du 23 décembre 2008',
      'note of the national police directorate no. 2008-8433-D of 23 December 2008',
    ),
    since: { by: 'note du 23 décembre 2008' },
  },
  'ceseda-l812-1': {
    cite: text(
      'code de l’entrée et du séjour des étrangers et du droit d’asile, art. L. 812-1',
      'code de l’entrée et du séjour des étrangers et du droit d’asile, art. L. 812-1',
    ),
    since: { on: '2021-05-01', by: 'ordonnance n° 2020-1733 du 16 décembre 2020' },
  },
  'crim-2016': {
    cite: text(
      'Cour de cassation, chambre criminelle, 23 mars 2016, n° 14-87.370',
      'Cour de cassation, criminal chamber, 23 March 2016, no. 14-87.370',
    ),
    since: { by: 'arrêt du 23 mars 2016' },
  },
  'rgpd-5': { cite: text('RGPD, art. 5', 'GDPR, art. 5'), since: { on: '2018-05-25', by: 'règlement (UE) 2016/679' } },
  'cc-1993': {
    cite: text('Conseil constitutionnel, n° 93-323 DC du 5 août 1993', 'Conseil constitutionnel, no. 93-323 DC of 5 August 1993'),
    since: { by: 'décision du 5 août 1993' },
  },
  'ce-2021': {
    cite: text('Conseil d’État, n° 444849 du 10 juin 2021', 'Conseil d’État, no. 444849 of 10 June 2021'),
    since: { by: 'décision du 10 juin 2021' },
  },
  'cedh-2025': {
    cite: text(
      'Cour européenne des droits de l’homme, Seydi et autres c. France, 26 juin 2025',
      'European Court of Human Rights, Seydi and Others v. France, 26 June 2025',
    ),
    since: { by: 'arrêt du 26 juin 2025' },
  },
  'ddd-2011': {
    cite: text('loi organique n° 2011-333 du 29 mars 2011, art. 4 et 5', 'institutional act no. 2011-333 of 29 March 2011, art. 4 and 5'),
    since: { on: '2011-03-31', by: 'loi organique n° 2011-333 du 29 mars 2011 ; déontologie de la sécurité depuis le 1er mai 2011' },
  },
  'rgpd-15': { cite: text('RGPD, art. 12 et 15', 'GDPR, art. 12 and 15'), since: { on: '2018-05-25', by: 'règlement (UE) 2016/679' } },
  'lil-105': {
    cite: text('loi n° 78-17 du 6 janvier 1978, art. 105 à 108', 'act no. 78-17 of 6 January 1978, art. 105 to 108'),
    since: { on: '2019-06-01', by: 'ordonnance n° 2018-1125 du 12 décembre 2018' },
  },
  'crpa-l112-3': {
    cite: text(
      'code des relations entre le public et l’administration, art. L. 112-3',
      'code des relations entre le public et l’administration, art. L. 112-3',
    ),
    since: { on: '2016-01-01', by: 'ordonnance n° 2015-1341 du 23 octobre 2015' },
  },
} satisfies Readonly<Record<string, Omit<Law, 'id' | 'readOn'>>>

export type LawId = keyof typeof laws

/** All that the pages cite, each once. */
export const LAWS: readonly Law[] = Object.entries(laws).map(([id, law]) => ({ id, readOn: READ, ...law }))
