//! What the store promises, told once and run on both engines: SQLite in a file, and PostgreSQL in a cluster that this
//! test starts and stops itself.
#![expect(clippy::unwrap_used, reason = "stories are tests, though the lint does not know it")]

mod accommodations;
mod accounts;
mod agendas;
mod analysis;
mod attempts;
mod audit;
mod awards;
mod bank;
mod class_time;
mod clock;
mod cohorts;
mod completions;
mod contests;
mod corrections;
mod credits;
mod decisions;
mod desk;
mod due;
mod earlier;
mod exceptions;
mod facts;
mod formats;
mod ground;
mod histories;
mod hold;
mod intakes;
mod late;
mod letters;
mod limits;
mod mail;
mod marking;
mod notes;
mod opening;
mod organisations;
mod papers;
mod pauses;
mod people;
mod personal;
mod plans;
mod practice;
mod races;
mod receipt;
mod records;
mod renewals;
mod reports;
mod returning;
mod rules;
mod runs;
mod sessions;
mod staff;
mod statements;
mod study;
mod upgrade;
mod whole;

use std::pin::Pin;

use cluster::{Cluster, Flush};
use ground::Ground;

type Story = fn(Ground) -> Pin<Box<dyn Future<Output = ()> + Send>>;

macro_rules! stories {
    ($($room:ident: $($story:ident)*;)*) => {
        /// Every story with its name.
        const STORIES: &[(&str, Story)] =
            &[$($((concat!(stringify!($room), "::", stringify!($story)), |ground| Box::pin($room::$story(ground))),)*)*];
    };
}

stories! {
    accounts: an_address_has_one_account roles_passwords_and_exam_days_change an_organisation_is_kept
        staff_reach_the_people_of_their_organisation;
    intakes: a_list_taken_in_twice_stands_once a_list_is_the_organisations_own_and_goes_after_a_day;
    bank: a_draft_is_its_authors_own a_second_person_reads_before_anything_is_used
        a_question_in_use_is_written_anew_beside_it an_author_leaves_questions_without_a_name
        a_file_of_questions_waits_for_a_day own_questions_are_measured_where_they_were_asked;
    sessions: a_session_is_found_until_it_expires ending_one_and_ending_all a_new_password_ends_every_session
        devices_are_remembered;
    cohorts: a_cohort_is_its_trainers_and_nobody_elses what_nobody_teaches_is_taken_over_by_who_answers_for_trainers
        a_taking_over_stands_in_the_log
        people_join_once_by_whatever_way the_next_run_has_the_plan_moved
        own_dates_hold_for_one_person an_assigned_mock_is_sat_once_and_ruled_by_its_trainers
        a_board_shows_the_people_of_its_cohort_alone an_invitation_into_a_class_works_once;
    histories: what_is_done_to_a_cohort_is_told_with_who_did_it who_comes_and_goes_is_told
        what_is_planned_and_led_is_told corrections_stand_in_the_history a_history_names_nobody_whose_account_is_gone;
    runs: who_no_longer_teaches_there_sees_no_cohort nothing_begins_once_it_is_held_ended_or_withdrawn
        a_new_entry_never_takes_the_place_of_another;
    due: newcomers_have_time_and_are_late_afterwards those_who_are_asked_for_together_share_one_day
        people_are_chosen_one_by_one so_many_people_can_be_chosen_and_no_more the_day_is_told_in_time_and_once
        a_summary_names_who_is_late_and_what_falls_due;
    rules: a_requirement_follows_the_name_of_positions who_works_where_it_is_kept_apart_does_not_meet_it
        a_requirement_asks_until_its_last_day;
    notes: a_stale_revision_returns_the_newer_text;
    credits: a_certificate_stands_once_and_only_its_owner_changes_it the_ledger_is_corrected_by_reversal_alone
        what_has_no_value_makes_no_line many_records_of_one_award_make_one the_balance_is_the_sum_under_any_interleaving
        what_a_list_brings_earns_too old_results_become_awards a_value_that_changed_is_settled_at_the_next_start
        organisations_keep_what_they_saw_of_a_deleted_account what_an_organisation_entered_is_earned_on_joining;
    study: the_record_is_the_replay_of_its_events events_at_once_are_all_in_the_record;
    attempts: a_second_start_returns_the_running_one saves_are_refused_for_a_reason_or_kept
        the_deadline_has_a_grace_and_then_an_end submitting_happens_once the_stored_result_is_the_replay
        an_attempt_is_marked_by_the_versions_that_it_showed;
    formats: every_format_is_answered_and_marked what_stood_beside_a_paper_is_shown_as_it_was;
    hold: a_newer_page_takes_over_and_the_older_ones_saves_arrive an_older_page_may_take_it_back
        only_its_person_holds_a_sitting_against_the_clock;
    late: one_that_cannot_be_marked_holds_up_no_other what_comes_after_the_deadline_is_kept_and_does_not_count what_comes_after_handing_in_is_kept_and_does_not_count
        so_much_is_kept_and_no_more;
    pauses: a_break_stops_the_clock_until_its_time_is_used_up a_break_that_ran_out_stays_over
        an_exam_may_end_in_a_break without_an_accommodation_there_is_no_break a_section_that_is_over_stays_closed a_section_may_be_left_early;
    accommodations: every_exam_inherits_what_holds_when_it_begins a_running_exam_has_it_at_once_and_loses_nothing
        another_organisation_finds_nobody;
    class_time: several_people_of_a_class_have_more_time_at_once what_was_given_in_a_class_is_ended_there
        a_trainer_reaches_the_people_of_the_class_alone one_form_sent_many_times_at_once_gives_once;
    limits: an_assigned_exam_takes_as_long_as_its_trainer_says a_time_limit_changes_until_the_first_has_begun
        a_limit_is_changed_while_somebody_begins;
    staff: each_role_looks_after_its_own another_organisation_finds_nothing_and_changes_nothing
        a_sitting_is_found_however_many_came_after_it;
    decisions: time_is_granted_once_with_a_reason what_was_set_aside_is_admitted an_ended_exam_is_opened_again
        one_exam_at_a_time_holds_for_an_opened_one_too an_overtaken_answer_may_be_admitted_too what_is_answered_after_an_admission_counts;
    receipt: a_receipt_stands_from_the_end_on what_was_changed_by_hand_is_found a_line_that_is_gone_is_found
        one_that_cannot_be_read_is_found;
    papers: a_paper_belongs_to_an_organisation a_sitting_names_its_fixed_paper;
    reports: a_report_is_added_to_while_it_is_open administrators_alone_see_all_reports_and_decide;
    mail: one_occasion_makes_one_mail many_who_ask_at_once_make_one_mail two_workers_never_hold_the_same_mail
        a_killed_workers_mail_is_taken_again_and_marked_once what_fails_is_tried_again_and_given_up
        what_nobody_wants_is_not_sent a_link_turns_mail_off_without_an_account without_a_server_mail_is_held_and_released
        administrators_see_the_outbox_of_their_own;
    marking: two_people_mark_without_knowing_whom_or_what_the_other_gave a_sheet_is_kept_whole_and_in_its_newest_form
        marks_count_when_they_are_released what_waits_for_its_marks_stays_in_the_plan
        what_was_given_for_other_words_counts_for_nothing
        only_those_who_teach_the_cohort_find_its_answers a_marker_keeps_comments_for_use_again
        an_assigned_exercise_is_marked_like_an_exam;
    practice: the_first_answer_is_final;
    completions: a_certificate_stands_once_for_each_level_and_edition many_who_ask_at_once_hold_one_and_make_one_key
        a_code_shows_what_its_holder_allows a_withdrawn_certificate_stays_and_says_so a_badge_is_taken_by_a_link_for_a_while a_place_is_given_once
        one_key_is_in_use_and_the_others_are_remembered what_was_studied_is_told_in_order;
    clock: the_clock_never_goes_back_and_an_outage_is_logged;
    races: many_starts_make_one many_saves_are_all_durable the_highest_sequence_wins
        an_acknowledged_save_is_in_the_score many_submissions_end_it_once;
    contests: two_pages_write_at_once time_is_granted_while_it_runs_out an_exam_is_opened_again_while_another_starts
        many_decisions_with_one_key_are_one one_admission_of_many_people_counts
        the_clock_is_changed_while_answers_arrive handing_in_saving_and_running_out_meet;
    organisations: the_books_are_sealed_and_replayed an_organisation_is_founded_once a_line_that_is_gone_from_the_end_is_missed
        only_members_sit_anywhere a_seat_ends_with_the_last_day an_id_of_another_organisation_changes_nothing_there
        an_address_stands_once_in_the_books a_lead_reaches_the_own_team
        departments_move_with_all_below_them departments_close_no_circle_whoever_moves_them gaps_and_coverage_follow_awards_and_days the_closest_of_all_come_first so_many_together_are_no_gap_of_anybody;
    awards: one_certificate_recorded_a_hundred_times_is_one a_person_amends_only_the_own_record
        an_organisation_sees_the_record_once_a_person_joined nobody_verifies_the_own_certificate
        a_newer_certificate_takes_the_place_of_the_older what_was_superseded_counts_again_without_the_newer who_takes_back_the_newer_has_the_older_again who_left_shows_nothing_new
        what_was_taken_back_by_mistake_waits_again what_one_organisation_puts_back_is_its_own;
    earlier: earlier_reports_come_out_as_they_were;
    plans: a_plan_is_made_moved_and_closed_once a_lead_plans_for_the_own_team everybody_with_a_gap_gets_a_plan_once
        a_refresher_is_never_the_one_of_the_last_round checks_count_from_a_moment_on a_forecast_counts_and_loads_nobody;
    exceptions: what_is_granted_is_no_gap_until_its_last_day nobody_decides_about_the_own_exception words_about_people_go_with_their_names;
    desk: several_are_decided_together_and_each_on_its_own what_was_corrected_since_it_was_read_waits_on what_waits_is_found_page_by_page
        exceptions_are_listed_page_by_page the_log_is_narrowed_by_kind_writer_person_and_days
        what_a_holder_does_stands_in_the_books every_old_line_is_found_by_its_kind
        a_position_is_removed_once_nobody_is_to_hold_it a_manager_puts_the_own_records_right
        what_has_ended_is_planned_as_the_whole_course two_organisations_decide_about_one_person_at_once;
    returning: who_comes_back_takes_nothing_out_of_earlier_reports without_an_account_certificates_come_along_by_the_address
        an_address_tells_who_comes_back what_was_required_is_told_for_its_days what_one_organisation_takes_back_stands_elsewhere;
    renewals: each_reminder_is_sent_once_whoever_runs who_renewed_in_time_is_left_alone only_a_plan_of_the_same_level_takes_care_of_it
        of_those_who_left_long_ago_nothing_is_left;
    people: the_list_is_filtered_and_sorted certificates_of_an_older_edition_are_found positions_are_filtered_and_sorted a_lead_lists_the_own_team the_file_of_a_person_holds_what_was_written
        an_invitation_works_once_and_for_thirty_days a_role_in_the_books_is_the_role_of_staff_until_one_leaves
        who_answers_for_the_books_does_not_leave_them_alone who_left_may_come_back_as_somebody_new
        a_file_is_seen_by_its_holder_and_by_those_in_reach thousands_are_listed_page_by_page;
    facts: a_name_and_an_address_are_put_right another_address_ends_an_invitation
        somebody_stays_until_a_last_day_that_lies_ahead the_days_of_a_position_are_put_right
        a_position_moves_and_takes_its_people_along a_line_of_the_log_knows_what_was_before_it;
    letters: who_joined_is_told_of_what_is_new one_invitation_makes_one_mail those_without_an_account_are_invited_together_and_once
        who_entered_a_certificate_is_told_what_was_decided a_week_is_summed_up_for_each_reader
        who_is_taken_out_by_hand_leaves_no_mail_and_no_file mail_is_kept_for_ninety_days;
    analysis: ended_exams_become_a_matrix a_correction_is_seen_in_the_matrix exams_of_older_programs_are_filled_in
        a_session_is_prepared_and_thrown_away a_trial_question_makes_no_column;
    corrections: a_correction_is_undone_to_the_last_digit two_corrections_are_undone_in_any_order
        whoever_is_concerned_is_told_once what_does_not_fit_or_has_moved_is_not_applied
        a_certificate_without_its_pass_is_flagged_and_stays every_kind_of_sitting_is_reached;
    audit: a_pack_holds_the_evidence_as_it_was_known a_pack_is_for_those_who_see_everybody
        a_link_shows_what_was_known_when_it_was_made a_link_is_ended_by_its_organisation_and_stands_in_the_log
        a_link_opens_the_files_of_its_pack_and_no_others what_is_opened_with_a_link_is_counted;
    whole: files_are_listed_page_by_page all_that_was_written_about_people_is_listed_once
        what_is_out_of_reach_is_not_taken_out;
    agendas: one_agenda_holds_the_plans_of_all_classes what_everybody_did_is_read_at_once a_register_keeps_who_noted_what
        a_whole_plan_is_put_in_once a_calendar_link_is_one_and_can_be_ended;
    records: undamaged_records_differ_in_nothing a_damaged_row_is_told_and_made_anew
        a_ledger_is_put_right_by_lines_that_are_added what_a_program_cannot_decide_is_only_told;
    personal: everything_personal_is_exported a_deleted_account_leaves_nothing;
    statements: every_statement_is_understood;
    opening: a_database_newer_than_the_program_is_refused a_second_opening_finds_everything;
    upgrade: a_database_of_the_first_release_goes_on;
}

/// Runs every story on ground of its own, checks the sittings that it left, and says which failed.
async fn run(prepare: impl AsyncFn(usize) -> Ground) {
    let mut failed = Vec::new();
    for (number, (name, story)) in STORIES.iter().enumerate() {
        let ground = prepare(number).await;
        let store = ground.store.clone();
        // A story may have closed the store.
        let left = async move { store.verify_attempts().await.map_or_else(|_| Vec::new(), |verified| verified.faults) };
        if tokio::spawn(story(ground)).await.is_err() {
            failed.push((*name).to_owned());
        } else if let Some((sitting, fault)) = left.await.first() {
            failed.push(format!("{name} ({sitting}: {fault})"));
        }
    }
    assert!(failed.is_empty(), "{} of {} stories failed: {}", failed.len(), STORIES.len(), failed.join(", "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_stories_on_sqlite() {
    run(async |_| Ground::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_stories_on_postgresql() {
    let cluster = Cluster::start(Flush::Never).await.expect("a cluster starts");
    Ground::prepare(&cluster).await;
    run(async |number| Ground::postgres(&cluster, number).await).await;
}

/// A function of the store that no story uses fails here.
#[test]
fn every_function_of_the_store_has_a_story() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = ground::files(&here.join("src"), "rs");
    let told = ground::files(&here.join("tests/stories"), "rs").into_iter().map(|(_, text)| text).collect::<String>();
    let mut functions = Vec::new();
    for (_, source) in &sources {
        let methods = source.split("impl Store {").skip(1).flat_map(|body| body.split("pub async fn ").skip(1));
        functions.extend(methods.filter_map(|text| Some(text.split_once('(')?.0.to_owned())));
    }
    assert!(functions.len() > 30, "{functions:?}");
    let untold = functions.iter().filter(|name| !told.contains(&format!(".{name}(")) && *name != "open");
    assert_eq!(untold.collect::<Vec<_>>(), Vec::<&String>::new());
}
