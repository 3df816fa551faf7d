import type { Api } from '../shared/api.mts';
import { count, kinds } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import type { Fields } from '../shared/values.mts';
import { dayAt, daysFrom, idAt, isWeekend, numberAt, textAt } from '../shared/values.mts';
import { balance, changesOf } from './calls.mts';

/** As many kinds of time off are looked at. */
const KINDS = 8;

/** Requests of the kinds for which the person has no balance. */
async function withoutBalance(api: Api): Promise<{ kinds: number; requests: Fields[] }> {
	const created = (await changesOf(api)).filter((one) => one['changeType'] === 'Created');
	const names = created.flatMap((one) => textAt(one, 'policyTypeDisplayName') ?? []);
	const kept: Fields[] = [];
	const looked = [...new Set(names)].slice(0, KINDS);
	for (const kind of looked) {
		const requests = created.filter((one) => one['policyTypeDisplayName'] === kind);
		const [first] = requests;
		const id = idAt(first, 'employeeId');
		if (id === undefined) continue;
		const { status, body } = await api.look(balance(id, kind, api.today), [400, 404]);
		if (status < 400 && numberAt(body, 'balance') !== undefined) continue;
		kept.push(...requests.filter((one) => idAt(one, 'employeeId') === id));
	}
	return { kinds: looked.length, requests: kept };
}

export const costWithoutBalance = question({
	name: 'cost-without-balance',
	question: 'What is `totalCost` of a request of a kind that has no balance?',
	answers: {
		zero: '0, although `totalDuration` is more',
		missing: 'It is null, or not there',
		duration: 'More than 0, as if there were a balance',
		several: 'It differs',
		unseen: 'Cannot tell: no request of the last five months is of a kind without a balance',
	},
	evidence: withoutBalance,
	find: ({ kinds: looked, requests }) => {
		const costs = requests.map((one) => numberAt(one, 'totalCost'));
		const seen = [
			count('kinds of time off', looked),
			count('requests of kinds without a balance', requests.length),
			kinds(
				'totalCost',
				requests.map((one) => one['totalCost']),
			),
			count('totalCost 0', costs.filter((cost) => cost === 0).length),
		];
		const met = new Set(
			costs.map((cost) => (cost === undefined ? 'missing' : cost === 0 ? 'zero' : 'duration')),
		);
		const [first] = met;
		if (first === undefined) return finding('unseen', ...seen);
		return finding(met.size === 1 ? first : 'several', ...seen);
	},
});

function spansWeekend(request: Fields): boolean {
	const [from, to] = [dayAt(request, 'startDate'), dayAt(request, 'endDate')];
	return from !== undefined && to !== undefined && daysFrom(from, to).some(isWeekend);
}

export const costOfWeekends = question({
	name: 'cost-of-weekends',
	question: 'Does `totalCost` leave out the days off that `totalDuration` counts?',
	answers: {
		less: 'Yes: it is less for requests over a weekend',
		same: 'No: they are the same',
		missing: 'Requests over a weekend have no `totalCost`',
		unseen: 'Cannot tell: no request of the last five months runs over a weekend',
	},
	evidence: changesOf,
	find: (changes) => {
		const long = changes.filter(
			(one) => spansWeekend(one) && numberAt(one, 'totalDuration') !== undefined,
		);
		const costed = long.filter((one) => numberAt(one, 'totalCost') !== undefined);
		const less = costed.filter(
			(one) => Number(numberAt(one, 'totalCost')) < Number(numberAt(one, 'totalDuration')),
		);
		const seen = [
			count('requests over a weekend', long.length),
			count('with both totals', costed.length),
			count('where the cost is less', less.length),
		];
		if (long.length === 0) return finding('unseen', ...seen);
		if (costed.length === 0) return finding('missing', ...seen);
		return finding(less.length > 0 ? 'less' : 'same', ...seen);
	},
});
