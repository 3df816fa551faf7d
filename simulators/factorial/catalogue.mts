/** Every type a webhook can be for, by domain and resource. */
const CATALOGUE: Readonly<Record<string, string>> = {
	'api_public/webhook_subscription': 'create update delete',
	'ats/application': 'apply create create_from_employee update delete',
	'ats/candidate': 'create update delete',
	'ats/evaluation_form': 'save_as_template',
	'ats/job_posting': 'create update delete duplicate',
	'attendance/shift':
		'autofill break_start break_end clock_in clock_out toggle_clock create update delete',
	'banking/bank_account_number': 'upsert',
	'bookkeepers_management/incidence': 'update',
	'companies/legal_entity': 'create',
	'contracts/contract_version': 'create update delete',
	'contracts/contract_version_request': 'approve create_promote_request delete reject',
	'custom_resources/schema': 'create',
	'documents/document': 'create update delete bulk_create move_to_trash_bin restore_from_trash_bin',
	'documents/folder': 'create update',
	'employees/employee':
		'create_with_contract invite set_regular_access_start_date terminate unterminate update',
	'expenses/expensable': 'bulk_set_to_paid update_reimbursable_amount',
	'finance/cost_center': 'create edit delete',
	'locations/location': 'create update delete',
	'payroll/policy_period': 'change_status',
	'payroll/supplement': 'create update delete',
	'payroll_integrations_base/code': 'create update delete',
	'performance/review_process':
		'create create_from_template delete duplicate remind_in_bulk remove_schedule reopen schedule ' +
		'start stop toggle_archive update_agreements_configuration update_basic_info ' +
		'update_competencies_assessments_configuration update_deadline ' +
		'update_employee_score_configuration update_reviewer_strategies update_schedule ' +
		'update_target_strategy',
	'project_management/time_record':
		'create delete update_imputed_minutes update_observations update_project_worker',
	'shift_management/shift': 'create delete bulk_create bulk_delete',
	'tasks/task': 'create update delete copy create_comment bulk_create bulk_update bulk_delete',
	'teams/membership': 'create update delete bulk_upsert',
	'teams/team': 'create update delete project',
	'timeoff/blocked_period': 'create update delete',
	'timeoff/leave': 'create update delete approve reject',
	'timeoff/leave_type': 'create update',
	'timeoff/policy': 'create update delete',
	'trainings/category': 'create update delete',
	'trainings/training': 'create update delete update_status bulk_delete bulk_update_catalog',
	'work_schedule/schedule': 'create update toggle_archive',
};

/** `<domain>/<resource>/<action>` */
export const EVENT_TYPES: readonly string[] = Object.entries(CATALOGUE).flatMap(
	([resource, actions]) => actions.split(' ').map((action) => `${resource}/${action}`),
);
