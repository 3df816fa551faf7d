import { PRIVATE_MARK } from './people.mts';
import { COMPANY_ID } from './reference.mts';

/** A contract as it stands from a day on. */
export interface ContractVersion {
	id: string;
	company_id: string;
	employee_id: string;
	effective_on: string;
	starts_on: string | null;
	ends_on: string | null;
	country: string | null;
	job_title: string | null;
	has_payroll: boolean;
	has_trial_period: boolean | null;
	trial_period_ends_on: string | null;
	/** In cents. */
	salary_amount: number | null;
	salary_currency: string | null;
	salary_frequency: string | null;
	working_week_days: string | null;
	working_hours: number | null;
	working_hours_frequency: string | null;
	bank_holiday_treatment: string;
	working_time_percentage_in_cents: number | null;
	/** Free text. */
	es_contract_observations: string | null;
	/** Fields of the country, of any kind. */
	version_data: object;
	created_at: string;
	updated_at: string;
}

export type ContractChanges = Partial<
	Omit<ContractVersion, 'id' | 'employee_id' | 'company_id' | 'created_at' | 'updated_at'>
>;

/** The pay of everyone here: it may leave a node only where pay is asked for. */
export const SALARY_CENTS = 4_200_013;

/** A full-time contract that begins on a day, with what is different laid over it. */
export function buildContract(
	id: string,
	employeeId: string,
	{ startsOn, at }: { startsOn: string; at: string },
	changes: ContractChanges = {},
): ContractVersion {
	return {
		id,
		company_id: COMPANY_ID,
		employee_id: employeeId,
		effective_on: startsOn,
		starts_on: startsOn,
		ends_on: null,
		country: 'es',
		job_title: 'Support Agent',
		has_payroll: true,
		has_trial_period: false,
		trial_period_ends_on: null,
		salary_amount: SALARY_CENTS,
		salary_currency: 'EUR',
		salary_frequency: 'yearly',
		working_week_days: 'monday,tuesday,wednesday,thursday,friday',
		working_hours: 4_000,
		working_hours_frequency: 'week',
		bank_holiday_treatment: 'non_workable',
		working_time_percentage_in_cents: 10_000,
		es_contract_observations: `${PRIVATE_MARK}observations-${id}`,
		version_data: {
			country_data: {
				country: 'es',
				fields: [
					{
						name: 'irpf',
						field_name: 'irpf_kind',
						value_label: `${PRIVATE_MARK}country-field-${id}`,
						value_id: 7,
					},
				],
			},
		},
		created_at: at,
		updated_at: at,
		...changes,
	};
}
