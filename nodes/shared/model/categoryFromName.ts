import type { Meanings } from './fromName';
import { fromName, wholeWords } from './fromName';
import type { LeaveCategory } from './leave';

/**
 * The words that show the category of a leave type: in English, German, Spanish, French, Italian, Portuguese and Dutch,
 * the languages in which most customers of the vendors name their types. They are without
 * accents. A word that means different leaves is not here.
 */
const CATEGORIES: Meanings<LeaveCategory> = [
	[
		'parental',
		wholeWords(
			...['parental', 'maternity', 'paternity', 'adoption'],
			...[
				'elternzeit',
				'elternurlaub',
				'mutterschutz',
				'mutterschaftsurlaub',
				'vaterschaftsurlaub',
			],
			...[
				'maternidad',
				'paternidad',
				'adopcion',
				'maternite',
				'paternite',
				'maternita',
				'paternita',
			],
			...[
				'maternidade',
				'paternidade',
				'ouderschapsverlof',
				'zwangerschapsverlof',
				'geboorteverlof',
			],
		),
	],
	[
		'bereavement',
		wholeWords(
			...[
				'bereavement',
				'trauerfall',
				'todesfall',
				'sterbefall',
				'fallecimiento',
				'luto',
				'deces',
				'deuil',
			],
			...['lutto', 'falecimento', 'rouwverlof'],
		),
	],
	[
		'public_holiday',
		wholeWords(
			...['(public|bank|national) holidays?', 'feiertage?', '(dias? )?festivos?', 'feriados?'],
			...['jours? feries?', 'festivita', 'feestdag(en)?'],
		),
	],
	[
		'time_in_lieu',
		wholeWords(
			...['in lieu', 'toil', 'compensatory', 'uberstunden(abbau|ausgleich)', 'freizeitausgleich'],
			...['dias? compensatorios?', 'rtt', 'repos compensateur', 'tijd voor tijd'],
		),
	],
	['jury_duty', wholeWords('jury')],
	['volunteering', wholeWords('volunteer(ing)?', 'voluntariado')],
	['sabbatical', wholeWords('sabbatical', '(ano )?sabatico', '(conge )?sabbatique')],
	['disability', wholeWords('disability')],
	[
		'training',
		wholeWords(
			...[
				'training',
				'study',
				'education',
				'educational',
				'fortbildung',
				'weiterbildung',
				'bildungsurlaub',
			],
			...['formacion', 'formation', 'formazione', 'formacao', 'opleiding', 'studieverlof'],
		),
	],
	[
		'remote_work',
		wholeWords(
			...[
				'remote',
				'home office',
				'work(ing)? from home',
				'wfh',
				'mobiles arbeiten',
				'mobile arbeit',
			],
			...[
				'telearbeit',
				'teletrabajo',
				'teletravail',
				'telelavoro',
				'smart working',
				'teletrabalho',
			],
			...['thuiswerk(en)?'],
		),
	],
	[
		'unpaid',
		wholeWords(
			...[
				'unpaid',
				'unbezahlt(e|er|es|en)?',
				'sin sueldo',
				'no (retribuid|remunerad)[oa]s?',
				'excedencia',
			],
			...[
				'sans solde',
				'non remuneree?',
				'non retribuit[oa]',
				'sem vencimento',
				'nao remunerad[oa]',
				'onbetaald',
			],
		),
	],
	[
		'sick',
		wholeWords(
			...[
				'sick(ness)?',
				'illness',
				'medical',
				'krank',
				'krankheit',
				'krankheitstage?',
				'krankmeldung',
			],
			...[
				'enfermedad',
				'(baja|cita|consulta|visita) medica',
				'maladie',
				'malattia',
				'doenca',
				'ziek',
				'ziekte',
			],
			...['ziekteverlof'],
		),
	],
	['personal', wholeWords('personal', 'asuntos propios', 'asuntos personales')],
	[
		'vacation',
		wholeWords(
			...['vacation', 'holidays?', 'annual leave', 'paid time off', 'pto'],
			...[
				'urlaub',
				'urlaubstage?',
				'(jahres|erholungs|rest)urlaub',
				'vacaciones',
				'conges? payes?',
			],
			...['conges? annuels?', 'vacances', 'ferie', 'ferias', 'vakantie'],
		),
	],
];

/**
 * The category of a leave type, where only the company's own name for it is known.
 * @param name such as `Paid time off` or `Urlaub`; null, or a name without one of the words above, gives `unknown`
 */
export function categoryFromName(name: string | null): LeaveCategory {
	return fromName(CATEGORIES, name) ?? 'unknown';
}
