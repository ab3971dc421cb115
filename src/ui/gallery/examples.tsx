import type { VNode } from 'preact'
import { Confirm } from '../confirm/confirm.tsx'
import { CoveragePlot } from '../coverage-plot/coverage-plot.tsx'
import { Choices, FileField, SelectField, Suggestions, TextField } from '../field/field.tsx'
import { FunnelPlot } from '../funnel-plot/funnel-plot.tsx'
import { KeyFigure } from '../figure/figure.tsx'
import { Notice } from '../notice/notice.tsx'
import { Progress } from '../progress/progress.tsx'
import { QuarterOutlines } from '../quarter-map/quarter-outlines.tsx'
import { QuarterMap } from '../quarter-map/quarter-map.tsx'
import { QrCode } from '../qr-code/qr-code.tsx'
import { SearchForm } from '../search-form/search-form.tsx'
import { Standing, StandingTiles } from '../standing/standing.tsx'
import { Table } from '../table/table.tsx'
import { Threshold } from '../threshold/threshold.tsx'
import { TwoVoices } from '../two-voices/two-voices.tsx'

export type Example = { readonly name: string; readonly view: () => VNode }

/** Each component in each of its states: shown in the gallery, rendered and checked by the tests. */
export const EXAMPLES: readonly Example[] = [
  {
    name: 'Avis : bon',
    view: () => (
      <Notice tone="good" title="Ce reçu est authentique">
        <p>Signé par un appareil connu de la police municipale.</p>
      </Notice>
    ),
  },
  {
    name: 'Avis : bientôt',
    view: () => (
      <Notice tone="soon" title="Signé, pas encore au registre">
        <p>Il doit y être avant le lundi 1er mars 2027.</p>
      </Notice>
    ),
  },
  {
    name: 'Avis : mauvais',
    view: () => (
      <Notice tone="bad" title="Ce reçu n’est pas authentique">
        <p>La signature ne correspond pas.</p>
      </Notice>
    ),
  },
  { name: 'Avis : neutre', view: () => <Notice tone="plain" title="Vérification sur cet appareil…" /> },
  ...(['good', 'soon', 'bad', 'plain'] as const).map((tone) => ({
    name: `Où en est-on : ${tone}`,
    view: () => <Standing tone={tone} word="Un mot" />,
  })),
  {
    name: 'Où en est-on, d’un coup d’œil',
    view: () => (
      <StandingTiles
        label="Trois engagements"
        tiles={(['good', 'soon', 'bad'] as const).map((tone, index) => ({
          tone,
          word: 'Un mot',
          name: `P0${index + 1}`,
          href: '#',
          title: 'Un engagement',
        }))}
      />
    ),
  },
  { name: 'Recherche', view: () => <SearchForm label="Que cherchez-vous ?" button="Chercher" hint="Accents et fautes pardonnés." /> },
  { name: 'Code à scanner', view: () => <QrCode text="https://exemple.fr" label="Code d’exemple" /> },
  {
    name: 'Confirmation',
    view: () => (
      <Confirm label="Révoquer" of="3" yes="Oui, révoquer cet appareil" action="/galerie">
        C’est définitif.
      </Confirm>
    ),
  },
  {
    name: 'Confirmation avec une question',
    view: () => (
      <Confirm
        label="Annuler"
        of="Main courante"
        yes="Oui, annuler cet import"
        action="/galerie"
        ask={<TextField name="exemple-raison" label="Pourquoi" required />}
      >
        Les faits de cet import quittent les données.
      </Confirm>
    ),
  },
  { name: 'Fichiers', view: () => <FileField name="exemple-fichiers" label="Fichiers" hint="CSV ou XLSX." accept=".csv,.xlsx" /> },
  {
    name: 'Champ avec des mots proposés',
    view: () => (
      <>
        <Suggestions name="exemple-mots" words={['Amende', 'Aucune suite']} />
        <TextField name="exemple-suite" label="RAS (134 lignes)" value="Aucune suite" suggestions="exemple-mots" />
      </>
    ),
  },
  { name: 'Travail en cours : durée inconnue', view: () => <Progress label="12 000 lignes lues" /> },
  { name: 'Travail en cours', view: () => <Progress label="Envoi : 40 %" done={40} of={100} /> },
  { name: 'Champ', view: () => <TextField name="exemple-champ" label="Lieu" hint="La rue, sans le numéro." /> },
  {
    name: 'Champ : à revoir',
    view: () => <TextField name="exemple-erreur" label="Jour" type="date" error="Écrivez un jour des douze derniers mois." />,
  },
  {
    name: 'Choix',
    view: () => (
      <Choices
        name="exemple-choix"
        kind="radio"
        label="Avez-vous demandé un reçu ?"
        values={['oui']}
        choices={[
          { value: 'oui', label: 'Oui' },
          { value: 'non', label: 'Non' },
        ]}
      />
    ),
  },
  {
    name: 'Liste',
    view: () => <SelectField name="exemple-liste" label="Quartier" empty="Choisissez" choices={[{ value: '1', label: 'Saint-Leu' }]} />,
  },
  {
    name: 'Seuil',
    view: () => (
      <Threshold
        promise={<p class="lead">La ville s’est engagée.</p>}
        facts={<KeyFigure value="92 %" label="de couverture en février 2027" source="compté le 1er mars 2027" />}
      />
    ),
  },
  { name: 'Chiffre', view: () => <KeyFigure value="92 %" label="de couverture en février 2027" source="compté le 1 mars 2027" /> },
  {
    name: 'Étiquettes',
    view: () => (
      <p class="row">
        <span class="tag good">au registre</span>
        <span class="tag soon">à vérifier</span>
        <span class="tag bad">en retard</span>
      </p>
    ),
  },
  {
    name: 'Boutons',
    view: () => (
      <p class="row">
        <button type="button" class="button primary">
          Vérifier
        </button>
        <button type="button" class="button">
          Imprimer
        </button>
        <button type="button" class="button" disabled>
          Indisponible
        </button>
      </p>
    ),
  },
  {
    name: 'Tableau',
    view: () => (
      <Table
        caption="Reçus par mois"
        columns={[{ label: 'Mois' }, { label: 'Reçus', number: true }]}
        rows={[
          ['janvier 2027', 41],
          ['février 2027', 57],
        ]}
        empty="Rien."
      />
    ),
  },
  { name: 'Tableau : vide', view: () => <Table caption="Reçus par mois" columns={[{ label: 'Mois' }]} rows={[]} empty="Aucun reçu ce mois-ci." /> },
  {
    name: 'Couverture, dont un mois non déclaré, un autre de trop peu de reçus',
    view: () => (
      <CoveragePlot
        title="Reçus et contrôles déclarés"
        months={[
          { label: 'janv', receipts: 41, declared: 60 },
          { label: 'févr', receipts: 57, declared: undefined },
          { label: 'mars', receipts: undefined, declared: 48 },
        ]}
        words={{ notDeclared: '?', checks: 'Contrôles', receipts: 'Reçus', few: '< 11' }}
      />
    ),
  },
  {
    name: 'Carte schématique',
    view: () => (
      <QuarterMap
        title="Reçus par quartier"
        caption="Carte schématique."
        tiles={[
          { name: 'Centre', column: 1, row: 0, value: '24', weight: 1 },
          { name: 'Saint-Leu', column: 0, row: 0, value: '9', weight: 0.4 },
          { name: 'Victorine Autier', column: 0, row: 1, value: '< 5', weight: 0 },
        ]}
      />
    ),
  },
  {
    name: 'Carte des contours importés',
    view: () => (
      <QuarterOutlines
        title="Reçus par quartier"
        caption="Contours : exemple."
        outlines={[
          {
            name: 'Saint-Leu',
            rings: [
              [
                [2.29, 49.9],
                [2.31, 49.9],
                [2.31, 49.91],
                [2.29, 49.91],
                [2.29, 49.9],
              ],
            ],
            value: '24',
            weight: 1,
          },
          {
            name: 'Gare',
            rings: [
              [
                [2.31, 49.89],
                [2.32, 49.89],
                [2.32, 49.905],
                [2.31, 49.905],
                [2.31, 49.89],
              ],
            ],
            value: '< 5',
            weight: 0,
          },
        ]}
      />
    ),
  },
  {
    name: 'Deux voix',
    view: () => (
      <TwoVoices
        left={{ who: 'Ce qui a été noté', children: <p>Motif expliqué : oui.</p> }}
        right={{ who: 'Ce que je dis', children: <p>On ne m’a rien expliqué.</p> }}
      />
    ),
  },
  {
    name: 'Entonnoir',
    view: () => (
      <FunnelPlot
        title="Part sans suite selon le nombre d’actes"
        mean={0.6}
        dots={[
          { label: 'Saint-Leu', whole: 420, share: 0.62, isUnusual: false },
          { label: 'Étouvie', whole: 160, share: 0.55, isUnusual: false },
          { label: 'Gare', whole: 300, share: 0.78, isUnusual: true },
        ]}
        widths={(whole) => [1.96 * Math.sqrt(0.24 / whole), 3.09 * Math.sqrt(0.24 / whole)]}
        words={{ across: 'Nombre d’actes', up: 'sans suite' }}
        format={{ share: (share) => `${Math.round(share * 100)} %`, count: String }}
      />
    ),
  },
]
