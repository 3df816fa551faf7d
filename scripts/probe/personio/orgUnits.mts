import { count, fields } from '../shared/facts.mts';
import { finding, question } from '../shared/question.mts';
import { recordsAt, textAt } from '../shared/values.mts';
import { orgUnits } from './calls.mts';

export const orgUnitList = question({
	name: 'org-units',
	question: 'Can departments and teams be listed (`/v2/org-units?type=`)?',
	answers: {
		both: 'Yes, with their names',
		nameless: 'Yes, without names',
		none: 'No, there is no such list',
		unseen: 'Cannot tell: the lists are empty',
	},
	evidence: async (api) => {
		const departments = await api.look(orgUnits('department'), [400, 404, 405]);
		const teams = await api.look(orgUnits('team'), [400, 404, 405]);
		return [departments, teams].map(({ status, body }) => ({
			status,
			units: recordsAt(body, '_data'),
		}));
	},
	find: (lists) => {
		const units = lists.flatMap((list) => list.units);
		const seen = [count('departments and teams', units.length), fields('fields of one', units)];
		if (lists.every(({ status }) => status >= 400)) return finding('none', ...seen);
		if (units.length === 0) return finding('unseen', ...seen);
		return finding(units.some((one) => textAt(one, 'name')) ? 'both' : 'nameless', ...seen);
	},
});
