import { categoryFromName } from '../../../nodes/shared/model/categoryFromName';
import { LEAVE_CATEGORIES, leaveSchema, leave } from '../../../nodes/shared/model/leave';

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
	['Sonderurlaub', 'unknown'],
	['Baja voluntaria', 'unknown'],
	['Urlaub', 'vacation'],
	['Resturlaub 2025', 'vacation'],
	['Unbezahlter Urlaub', 'unpaid'],
	['Bildungsurlaub', 'training'],
	['Krankheit (mit AU)', 'sick'],
	['Kind krank', 'sick'],
	['Elternzeit', 'parental'],
	['Gesetzlicher Feiertag', 'public_holiday'],
	['Überstundenabbau', 'time_in_lieu'],
	['ÜBERSTUNDENABBAU', 'time_in_lieu'],
	['Mobiles Arbeiten', 'remote_work'],
	['Trauerfall', 'bereavement'],
	['Vacaciones', 'vacation'],
	['Baja médica', 'sick'],
	['Baja me\u0301dica', 'sick'],
	['BAJA MEDICA', 'sick'],
	['Baja por enfermedad', 'sick'],
	['Baja por paternidad', 'parental'],
	['Permiso no retribuido', 'unpaid'],
	['Asuntos propios', 'personal'],
	['Día festivo', 'public_holiday'],
	['Año sabático', 'sabbatical'],
	['Teletrabajo', 'remote_work'],
	['Congés payés', 'vacation'],
	['Congé sans solde', 'unpaid'],
	['Arrêt maladie', 'sick'],
	['Congé maternité', 'parental'],
	['RTT', 'time_in_lieu'],
	['Ferie', 'vacation'],
	['Malattia', 'sick'],
	['Férias', 'vacation'],
	['Licença sem vencimento', 'unpaid'],
	['Vakantie', 'vacation'],
	['Ziekteverlof', 'sick'],
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
