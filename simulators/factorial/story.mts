import type { ContractChanges } from './contracts.mts';
import type { LeaveRecord, LeaveWish } from './leaves.mts';
import { buildLeave } from './leaves.mts';
import type { EmployeeChanges, EmployeeRecord } from './people.mts';
import { withoutAddresses } from './people.mts';
import { COMPANY_ID } from './reference.mts';
import type { FactorialState } from './state.mts';

/** How someone leaves. */
export interface Leaving {
	/** `YYYY-MM-DD`, the last day with access. */
	on: string;
	/** Default `voluntary`. */
	reasonType?: string | null;
	/** The last day of the employment, if it is another. */
	contractEndsOn?: string;
}

/**
 * What happens at the company. Each verb changes the state at once and starts the delivery of the
 * event it causes; wait for `deliveries.idle()` to see it arrived. An unknown id throws.
 */
export interface StoryVerbs {
	/** A person with a contract that starts in 14 days, unless the contract says otherwise. */
	createEmployee(changes?: EmployeeChanges, contract?: ContractChanges): string;
	inviteEmployee(id: string): void;
	setAccessStart(id: string): void;
	updateEmployee(id: string, changes: EmployeeChanges): void;
	/** Entered now, whichever day it is for; nothing happens on that day. */
	terminateEmployee(id: string, leaving: Leaving): void;
	/** Told as a change of the person. */
	moveTermination(id: string, on: string): void;
	unterminateEmployee(id: string): void;
	/** The person and their contracts are gone. There is no event. */
	deleteEmployee(id: string): void;
	/** Gives the id of the new version. */
	changeContract(employeeId: string, changes: ContractChanges): string;
	correctContract(id: string, changes: ContractChanges): void;
	deleteContract(id: string): void;
	/** Gives the leave's id. Of a type without approval it is approved at once. */
	enterLeave(wish: LeaveWish): string;
	approveLeave(id: string): void;
	rejectLeave(id: string): void;
	updateLeave(id: string, changes: Partial<LeaveRecord>): void;
	deleteLeave(id: string): void;
	/** Gives the membership's id. */
	joinTeam(employeeId: string, teamId: string, lead?: boolean): string;
	leaveTeam(membershipId: string): void;
	/** Something of the catalogue that has no verb of its own here; gives the id of its record. */
	happen(type: string, record?: object): string;
}

/** Sends the record of an event to the webhook for its type. */
export type Emit = (type: string, record: object) => void;

/** Makes the verbs that act on a state. */
export function createStory(
	state: FactorialState,
	emit: Emit,
	{ announcesWithoutAddresses }: { announcesWithoutAddresses: boolean },
): StoryVerbs {
	function changed(id: string, changes: EmployeeChanges, action: string): void {
		const employee = state.employee(id);
		Object.assign(employee, changes, { updated_at: state.timestamp() });
		emit(`employees/employee/${action}`, employee);
	}

	function createEmployee(changes: EmployeeChanges = {}, contract: ContractChanges = {}): string {
		const startsOn = contract.starts_on ?? state.day(14);
		const employee: EmployeeRecord = state.addEmployee(startsOn, contract);
		Object.assign(employee, changes);
		const told = announcesWithoutAddresses ? withoutAddresses(employee) : employee;
		emit('employees/employee/create_with_contract', told);
		return employee.id;
	}

	function terminateEmployee(
		id: string,
		{ on, reasonType = 'voluntary', contractEndsOn }: Leaving,
	): void {
		const contract = state.contractsOf(id).at(-1);
		if (contract && contractEndsOn !== undefined) contract.ends_on = contractEndsOn;
		changed(id, { ...ending(on), termination_reason_type: reasonType }, 'terminate');
	}

	function ending(on: string): EmployeeChanges {
		const isOver = on < state.day();
		return {
			terminated_on: on,
			is_terminating: !isOver,
			active: !isOver,
			termination_reason: 'PRIVATE-termination-reason',
			termination_observations: 'PRIVATE-termination-observations',
		};
	}

	function unterminateEmployee(id: string): void {
		const nothing = {
			terminated_on: null,
			is_terminating: false,
			active: true,
			termination_reason_type: null,
			termination_reason: null,
			termination_observations: null,
		};
		changed(id, nothing, 'unterminate');
	}

	function deleteEmployee(id: string): void {
		state.people.delete(state.employee(id).id);
		for (const { id: version } of state.contractsOf(id)) state.contracts.delete(version);
	}

	function changeContract(employeeId: string, changes: ContractChanges): string {
		const { id: _id, ...last } = state.contractsOf(state.employee(employeeId).id).at(-1) ?? {};
		const at = state.timestamp();
		const version = { ...last, effective_on: state.day(), created_at: at, updated_at: at };
		const contract = state.addContract(
			employeeId,
			{ startsOn: state.day(), at },
			{ ...version, ...changes },
		);
		emit('contracts/contract_version/create', contract);
		return contract.id;
	}

	function correctContract(id: string, changes: ContractChanges): void {
		const contract = Object.assign(state.contract(id), changes, { updated_at: state.timestamp() });
		emit('contracts/contract_version/update', contract);
	}

	function deleteContract(id: string): void {
		const contract = state.contract(id);
		state.contracts.delete(id);
		emit('contracts/contract_version/delete', contract);
	}

	function enterLeave(wish: LeaveWish): string {
		const id = state.nextId();
		const { full_name: fullName } = state.employee(wish.employeeId);
		const leave = buildLeave(wish, { id, at: state.timestamp(), fullName });
		state.leaves.set(id, leave);
		emit('timeoff/leave/create', leave);
		return id;
	}

	function changeLeave(id: string, changes: Partial<LeaveRecord>, action: string): void {
		const leave = Object.assign(state.leave(id), changes, { updated_at: state.timestamp() });
		emit(`timeoff/leave/${action}`, leave);
	}

	function joinTeam(employeeId: string, teamId: string, lead = false): string {
		const id = state.nextId();
		const team = state.team(teamId);
		const employee = state.employee(employeeId);
		const membership = {
			id,
			company_id: COMPANY_ID,
			employee_id: employee.id,
			team_id: team.id,
			lead,
		};
		team.employee_ids.push(employee.id);
		if (lead) team.lead_ids.push(employee.id);
		state.memberships.set(id, membership);
		emit('teams/membership/create', membership);
		return id;
	}

	function leaveTeam(membershipId: string): void {
		const membership = state.memberships.get(membershipId);
		if (!membership) throw new Error(`The simulator has no membership ${membershipId}`);
		const team = state.team(membership.team_id);
		team.employee_ids = team.employee_ids.filter((id) => id !== membership.employee_id);
		team.lead_ids = team.lead_ids.filter((id) => id !== membership.employee_id);
		state.memberships.delete(membershipId);
		emit('teams/membership/delete', membership);
	}

	function happen(type: string, record: object = {}): string {
		const id = state.nextId();
		emit(type, { id, company_id: COMPANY_ID, updated_at: state.timestamp(), ...record });
		return id;
	}

	return {
		createEmployee,
		inviteEmployee: (id) => changed(id, {}, 'invite'),
		setAccessStart: (id) => changed(id, {}, 'set_regular_access_start_date'),
		updateEmployee: (id, changes) => changed(id, changes, 'update'),
		terminateEmployee,
		moveTermination: (id, on) => changed(id, ending(on), 'update'),
		unterminateEmployee,
		deleteEmployee,
		changeContract,
		correctContract,
		deleteContract,
		enterLeave,
		approveLeave: (id) => changeLeave(id, { approved: true }, 'approve'),
		rejectLeave: (id) => changeLeave(id, { approved: false }, 'reject'),
		updateLeave: (id, changes) => changeLeave(id, changes, 'update'),
		deleteLeave: (id) => changeLeave(id, { deleted_at: state.timestamp() }, 'delete'),
		joinTeam,
		leaveTeam,
		happen,
	};
}
