import { count } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { daysLater } from '../shared/values.mts';
import { absenceHeadersOf, absences, persons } from './calls.mts';

export const dateFilters = question({
	name: 'date-filters',
	question: 'Do the date filters of persons take date-times or days?',
	answers: {
		both: 'Both',
		times: 'Date-times only',
		days: 'Days only',
		neither: 'Neither: both are refused',
	},
	evidence: async (api) => {
		const day = daysLater(api.today, -30);
		const statusFor = async (since: string): Promise<number> =>
			(await api.look(persons({ 'updated_at.gt': since, limit: '1' }), [400, 422])).status;
		return { times: await statusFor(`${day}T00:00:00Z`), days: await statusFor(day) };
	},
	find: ({ times, days }) => {
		const seen = [count('status for a date-time', times), count('status for a day', days)];
		if (times < 400) return finding(days < 400 ? 'both' : 'times', ...seen);
		return finding(days < 400 ? 'days' : 'neither', ...seen);
	},
});

export const absenceFilterZone = question({
	name: 'absence-filter-zone',
	question: 'May the date-time in a filter of absences carry a `Z`?',
	answers: { accepted: 'Yes', refused: 'No, it is refused' },
	evidence: async (api) => {
		const call = absences(api.today, await absenceHeadersOf(api));
		const since = `${daysLater(api.today, -30)}T00:00:00Z`;
		const query = { 'updated_at.gte': since, limit: '1' };
		return (await api.look({ ...call, query }, [400, 422])).status;
	},
	find: (status) => finding(status >= 400 ? 'refused' : 'accepted', count('status', status)),
});
