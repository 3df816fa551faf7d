import {
	categoryFromName,
	LEAVE_CATEGORIES,
	leaveSchema,
	leave,
} from '../../../nodes/shared/model/leave';

it.each([
	['Paid time off', 'vacation'],
	['PTO', 'vacation'],
	['Annual Leave', 'vacation'],
	['Vacation days', 'vacation'],
	['Holiday', 'vacation'],
	['Public holiday', 'public_holiday'],
	['Bank holidays', 'public_holiday'],
	['Sick leave', 'sick'],
	['Sickness', 'sick'],
	['Medical appointment', 'sick'],
	['Parental leave', 'parental'],
	['Maternity', 'parental'],
	['Unpaid parental leave', 'parental'],
	['Bereavement leave', 'bereavement'],
	['Personal day', 'personal'],
	['Unpaid leave', 'unpaid'],
	['Unpaid time off', 'unpaid'],
	['Time off in lieu', 'time_in_lieu'],
	['TOIL', 'time_in_lieu'],
	['Study leave', 'training'],
	['Sabbatical', 'sabbatical'],
	['Disability', 'disability'],
	['Volunteering', 'volunteering'],
	['Volunteer time off', 'volunteering'],
	['Jury duty', 'jury_duty'],
	['Work from home', 'remote_work'],
	['Home office', 'remote_work'],
	['WFH', 'remote_work'],
	['Wedding', 'unknown'],
	// Parts of words tell nothing.
	['Laptop', 'unknown'],
	['Toiletries', 'unknown'],
	['Sicklist', 'unknown'],
	['Injury', 'unknown'],
	['Urlaub', 'unknown'],
	['', 'unknown'],
	[null, 'unknown'],
])('%s is %s', (name, category) => {
	expect(categoryFromName(name)).toBe(category);
});

it('never guesses a category that a name cannot tell', () => {
	expect(LEAVE_CATEGORIES).toContain('other');
	expect(categoryFromName('Other')).toBe('unknown');
});

it('knows nothing of a leave that nothing is said of', () => {
	expect(leaveSchema.parse(leave())).toMatchObject({
		id: null,
		status: 'unknown',
		category: 'unknown',
		isConfirmed: null,
		days: [],
	});
	expect(leave({ status: 'approved' }).status).toBe('approved');
});
