import type { Api } from '../shared/api.mts';
import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { dayAt, idAt, recordsAt } from '../shared/values.mts';
import { requestsOf, timeOff } from './calls.mts';

/** Asks for the last day of a request of several days. */
async function isListedOnLastDay(api: Api): Promise<boolean | undefined> {
	const long = (await requestsOf(api)).find((one) => {
		const [from, to] = [dayAt(one, 'from_date'), dayAt(one, 'to_date')];
		return from !== undefined && to !== undefined && from < to;
	});
	const [id, day] = [idAt(long, 'id'), dayAt(long, 'to_date')];
	if (id === undefined || day === undefined) return undefined;
	const employeeId = idAt(long, 'employee_id');
	const query = {
		from_date: day,
		to_date: day,
		...(employeeId === undefined ? {} : { employee_id: employeeId }),
	};
	const body = await api.read(timeOff(api.today, query));
	return recordsAt(body, 'requests').some((one) => idAt(one, 'id') === id);
}

export const period = question({
	name: 'period',
	question: 'Does a period of time off find what overlaps it, or only what begins in it?',
	answers: {
		overlaps: 'What overlaps it',
		begins: 'Only what begins in it',
		unseen: 'Cannot tell: no request of the last half year takes several days',
	},
	evidence: isListedOnLastDay,
	find: (isListed) => {
		if (isListed === undefined) return finding('unseen');
		return finding(isListed ? 'overlaps' : 'begins', count('requests asked for', 1));
	},
});
