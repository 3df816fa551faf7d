type Catalogue = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/**
 * Every event type that a webhook can be made for, except the types that are HR events. By domain
 * and resource.
 * https://apidoc.factorialhr.com/docs/webhooks-what
 */
export const OTHER_TYPES: Catalogue = {
	api_public: { webhook_subscription: ['create', 'update', 'delete'] },
	ats: {
		application: ['apply', 'create', 'create_from_employee', 'update', 'delete'],
		candidate: ['create', 'update', 'delete'],
		evaluation_form: ['save_as_template'],
		job_posting: ['create', 'update', 'delete', 'duplicate'],
	},
	attendance: {
		shift: [
			...['autofill', 'break_start', 'break_end', 'clock_in', 'clock_out', 'toggle_clock'],
			...['create', 'update', 'delete'],
		],
	},
	banking: { bank_account_number: ['upsert'] },
	bookkeepers_management: { incidence: ['update'] },
	companies: { legal_entity: ['create'] },
	contracts: {
		contract_version_request: ['approve', 'create_promote_request', 'delete', 'reject'],
	},
	custom_resources: { schema: ['create'] },
	documents: {
		document: [
			...['create', 'update', 'delete', 'bulk_create'],
			...['move_to_trash_bin', 'restore_from_trash_bin'],
		],
		folder: ['create', 'update'],
	},
	expenses: { expensable: ['bulk_set_to_paid', 'update_reimbursable_amount'] },
	finance: { cost_center: ['create', 'edit', 'delete'] },
	locations: { location: ['create', 'update', 'delete'] },
	payroll: {
		policy_period: ['change_status'],
		supplement: ['create', 'update', 'delete'],
	},
	payroll_integrations_base: { code: ['create', 'update', 'delete'] },
	performance: {
		review_process: [
			...['create', 'create_from_template', 'delete', 'duplicate', 'remind_in_bulk'],
			...['remove_schedule', 'reopen', 'schedule', 'start', 'stop', 'toggle_archive'],
			...['update_agreements_configuration', 'update_basic_info'],
			...['update_competencies_assessments_configuration', 'update_deadline'],
			...['update_employee_score_configuration', 'update_reviewer_strategies'],
			...['update_schedule', 'update_target_strategy'],
		],
	},
	project_management: {
		time_record: [
			...['create', 'delete', 'update_imputed_minutes', 'update_observations'],
			'update_project_worker',
		],
	},
	shift_management: { shift: ['create', 'delete', 'bulk_create', 'bulk_delete'] },
	tasks: {
		task: [
			...['create', 'update', 'delete', 'copy', 'create_comment'],
			...['bulk_create', 'bulk_update', 'bulk_delete'],
		],
	},
	teams: { team: ['create', 'update', 'delete', 'project'] },
	timeoff: {
		blocked_period: ['create', 'update', 'delete'],
		leave_type: ['create', 'update'],
		policy: ['create', 'update', 'delete'],
	},
	trainings: {
		category: ['create', 'update', 'delete'],
		training: [
			...['create', 'update', 'delete', 'update_status'],
			...['bulk_delete', 'bulk_update_catalog'],
		],
	},
	work_schedule: { schedule: ['create', 'update', 'toggle_archive'] },
};
