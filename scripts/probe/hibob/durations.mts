import { count, fields, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { dayAt, daysFrom, isRecord, isWeekend, recordsAt } from '../shared/values.mts';
import { requestsOf } from './calls.mts';

const NAMES = ['durations', 'dailyDurations', 'dailyBreakdown'] as const;

/** The name of the list whose entries have a day. */
function listOfDays(request: Fields): string | undefined {
	const isDays = (value: unknown): boolean =>
		Array.isArray(value) && value.some((one) => isRecord(one) && dayAt(one, 'date') !== undefined);
	return Object.keys(request).find((name) => isDays(request[name]));
}

const entriesOf = (request: Fields): Fields[] => recordsAt(request, listOfDays(request) ?? '');

export const durationsName = question({
	name: 'durations-name',
	question: 'What is the list of the days of a request called (`includeDailyDurations=true`)?',
	answers: {
		durations: '`durations`',
		dailyDurations: '`dailyDurations`',
		dailyBreakdown: '`dailyBreakdown`',
		other: 'Something else: it is among the fields of a request',
		none: 'There is no such list',
		unseen: 'Cannot tell: there is no request of the last five months that can be read',
	},
	evidence: requestsOf,
	find: (requests) => {
		const found = requests.map(listOfDays).filter((name) => name !== undefined);
		const entries = requests.flatMap(entriesOf);
		const seen = [
			count('requests', requests.length),
			count('with a list of days', found.length),
			fields('fields of a request', requests),
			fields('fields of a day', entries),
			kinds(
				'cost of a day',
				entries.map(({ cost }) => cost),
			),
		];
		if (requests.length === 0) return finding('unseen', ...seen);
		const [first] = found;
		if (first === undefined) return finding('none', ...seen);
		return finding(NAMES.find((name) => name === first) ?? 'other', ...seen);
	},
});

export const daysOff = question({
	name: 'days-off',
	question: 'Are days off among the days of a request?',
	answers: {
		absent: 'No, they are left out',
		zero: 'Yes, with a cost of 0',
		counted: 'Yes, with a cost like other days',
		several: 'It differs',
		unseen: 'Cannot tell: no request over a weekend tells its days',
	},
	evidence: requestsOf,
	find: (requests) => {
		const told = requests.flatMap((request) => {
			const [from, to] = [dayAt(request, 'startDate'), dayAt(request, 'endDate')];
			const entries = entriesOf(request);
			if (from === undefined || to === undefined || entries.length === 0) return [];
			return daysFrom(from, to)
				.filter(isWeekend)
				.map((day) => {
					const entry = entries.find((one) => dayAt(one, 'date') === day);
					if (entry === undefined) return 'absent' as const;
					return entry['cost'] === 0 ? ('zero' as const) : ('counted' as const);
				});
		});
		const seen = [count('requests', requests.length), count('weekend days', told.length)];
		const [first] = told;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(told.every((one) => one === first) ? first : 'several', ...seen);
	},
});
