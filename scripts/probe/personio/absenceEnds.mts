import type { Api } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { dayAt, daysLater, idAt, listAt, recordsAt, textAt } from '../shared/values.mts';
import { absenceHeadersOf, absencesOf, absenceTypes, breakdowns } from './calls.mts';

/** As many absences are compared with the days that they take. */
const MOST = 5;

interface Ending {
	/** `YYYY-MM-DD` */
	end: string;
	/** The last day that the breakdown lists; undefined where it lists none. */
	lastDay: string | undefined;
}

/** Absences in days that end at midnight, each with the last of its days. */
async function endingsOf(api: Api): Promise<Ending[]> {
	const headers = await absenceHeadersOf(api);
	const types = recordsAt(await api.read(absenceTypes(headers)), '_data');
	const inDays = new Set(
		types.filter(({ unit }) => unit === 'DAY').map((type) => idAt(type, 'id')),
	);
	const closed = (await absencesOf(api)).filter(
		(one) =>
			inDays.has(idAt(one, 'absence_type', 'id')) &&
			/T00:00(:00(\.0+)?)?(Z|[+-]\d\d:?\d\d)?$/.test(textAt(one, 'ends_at', 'date_time') ?? ''),
	);
	const endings: Ending[] = [];
	for (const absence of closed.slice(0, MOST)) {
		const [id, end] = [idAt(absence, 'id'), dayAt(absence, 'ends_at', 'date_time')];
		if (id === undefined || end === undefined) continue;
		const body = await api.read(breakdowns(id, headers));
		const days = (Array.isArray(body) ? recordsAt(body) : recordsAt(listAt(body, '_data')))
			.flatMap((day) => dayAt(day, 'date') ?? [])
			.toSorted();
		endings.push({ end, lastDay: days.at(-1) });
	}
	return endings;
}

export const absenceEnds = question({
	name: 'absence-ends',
	question: 'Is the end of an absence in days the day after its last day?',
	answers: {
		exclusive: 'Yes: the midnight after the last day',
		inclusive: 'No: the midnight with which the last day begins',
		several: 'Both occur',
		other: 'Neither: its days are others than the end says',
		unseen: 'Cannot tell: no absence in days ends at midnight and lists its days',
	},
	evidence: endingsOf,
	find: (endings) => {
		const told = endings.flatMap(({ end, lastDay }) => {
			if (lastDay === undefined) return [];
			if (lastDay === end) return ['inclusive' as const];
			return [daysLater(lastDay, 1) === end ? ('exclusive' as const) : ('other' as const)];
		});
		const seen = [
			count('absences in days', endings.length),
			count('that end the day after', told.filter((one) => one === 'exclusive').length),
			count('that end on the day', told.filter((one) => one === 'inclusive').length),
		];
		const [first] = told;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(told.every((one) => one === first) ? first : 'several', ...seen);
	},
});
