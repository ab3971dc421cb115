import type { NewQuarter } from '../capabilities/city/index.ts'

/** Names of quarters of Amiens and where they roughly lie, on a grid of our own: no official outline. */
const TILES: readonly (readonly [string, number, number])[] = [
  ['Étouvie', 0, 1],
  ['Montières', 1, 0],
  ['Amiens-Nord', 3, 0],
  ['Pigeonnier', 2, 0],
  ['Rivery-Petit-Saint-Jean', 1, 1],
  ['Saint-Maurice', 2, 1],
  ['Saint-Leu', 3, 1],
  ['Faubourg de Hem', 1, 2],
  ['Centre-ville', 2, 2],
  ['Saint-Pierre', 4, 1],
  ['Gare', 3, 2],
  ['Saint-Acheul', 4, 2],
  ['Saint-Honoré', 1, 3],
  ['Henriville', 2, 3],
  ['Beauvillé', 5, 1],
  ['Elbeuf', 3, 3],
  ['Victorine-Autier', 4, 3],
  ['Saint-Ladre', 2, 4],
  ['Sud-Est', 5, 3],
]

export const AMIENS_QUARTERS: readonly NewQuarter[] = TILES.map(([name, column, row], index) => ({
  quarter: index + 1,
  name: name === 'Rivery-Petit-Saint-Jean' ? 'Petit-Saint-Jean' : name,
  tile: [column, row] as const,
  source: 'Schéma de démonstration : place approximative, sans limite officielle, habitants inventés',
  residents: 5000,
}))

/** Three invented street names for each quarter: a real street would point at real people. */
export const AMIENS_SECTIONS = AMIENS_QUARTERS.flatMap(({ quarter }) =>
  ['Rue des Hortillons', 'Place du Beffroi-Neuf', 'Quai des Deux-Voix'].map((name, index) => ({
    section: quarter * 10 + index + 1,
    quarter,
    name: `${name} (fictif)`,
  })),
)
