//! Every route, grouped by audience. The router and the table that the tests read are made from the same rows, so that a
//! route without an audience does not compile.

mod account;
mod audit;
mod badges;
mod bank;
mod calendar;
mod certificates;
mod classes;
pub(crate) mod cohorts;
mod course;
mod credits;
mod dashboard;
mod entry;
mod events;
mod evidence;
pub(crate) mod exam;
mod exercises;
mod health;
mod island;
mod mail;
mod organisation;
mod outbox;
mod papers;
mod people;
mod practice;
mod public;
mod renewal;
mod reports;
mod search;
mod sittings;
mod verify;

pub use crate::audience::{Audience, Route};
pub(crate) use organisation::export::Archives;

use app::api::{HoldAttempt, PauseAttempt, SaveAct};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use leptos::server_fn::ServerFn;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;

use crate::state::App;
use crate::stop::Stop;
use crate::{around, assets, limit, origin};

macro_rules! routes {
    ($($audience:ident { $($method:ident $path:literal $handler:path;)* })*) => {
        /// Every route with its audience.
        pub const TABLE: &[Route] = &[$($(
            Route { method: stringify!($method), path: $path, audience: Audience::$audience },
        )*)*];

        fn all() -> Router<App> {
            Router::new()$($(.route($path, $method($handler)))*)*
        }
    };
}

routes! {
    Public {
        get "/" public::home;
        get "/about" public::about;
        get "/glossary" public::glossary;
        get "/qualifications" public::qualifications;
        get "/search" search::show;
        get "/clauses" course::clauses;
        get "/clauses/{edition}/{number}" course::clause;
        get "/audit/{token}" audit::show;
        get "/audit/{token}/pdf" audit::pdf;
        get "/audit/{token}/xlsx" audit::xlsx;
        get "/audit/{token}/evidence/{award}/{evidence}" audit::evidence;
        get "/verify" verify::ask;
        get "/verify/{code}" verify::show;
        get "/badges/issuer" badges::issuer;
        get "/badges/withdrawn/{list}" badges::withdrawn;
        get "/badges/take/{token}" certificates::take;
        get "/sign-in" entry::show_sign_in;
        post "/sign-in" entry::sign_in;
        get "/sign-up" entry::show_sign_up;
        post "/sign-up" entry::sign_up;
        get "/join/{invitation}" organisation::joining::show;
        get "/class" classes::ask;
        get "/class/{code}" classes::by_code;
        post "/class/{code}/guest" classes::join_as_guest;
        get "/class/invitation/{token}" classes::by_invitation;
        get "/calendar/{token}" calendar::feed;
        get "/setup/{token}" entry::show_setup;
        post "/setup/{token}" entry::setup;
        get "/unsubscribe/{token}" mail::show_unsubscribe;
        post "/unsubscribe/{token}" mail::unsubscribe;
        get "/health/live" health::live;
        get "/health/ready" health::ready;
        get "/icon.svg" assets::icon;
        get "/assets/{file}" assets::asset;
    }
    SignedIn {
        post "/sign-out" entry::sign_out;
        get "/dashboard" dashboard::show;
        post "/dashboard/exam-date" dashboard::set_exam_date;
        post "/dashboard/level" dashboard::choose_level;
        get "/course" course::show;
        get "/course/{lesson}" course::lesson;
        post "/course/{lesson}/checks/{check}" course::answer_check;
        post "/course/{lesson}/end" course::end;
        post "/course/{lesson}/note" course::save_note;
        get "/exam" exam::facts;
        post "/exam" exam::start;
        get "/exam/tutorial" exam::tutorial;
        post "/exam/tutorial" exam::leave_tutorial;
        get "/exam/{attempt}" exam::show;
        post "/exam/{attempt}" exam::save;
        get "/exam/{attempt}/events" events::listen;
        get "/exam/{attempt}/book" exam::book;
        get "/exam/{attempt}/book/{number}" exam::book_clause;
        get "/exam/{attempt}/review" exam::review;
        post "/exam/{attempt}/submit" exam::submit;
        get "/exam/{attempt}/result" exam::result;
        post "/exam/{attempt}/report/{number}" reports::make;
        get "/reports" reports::show;
        get "/practice" practice::show;
        post "/practice" practice::start;
        get "/practice/{attempt}" practice::question;
        post "/practice/{attempt}" practice::answer;
        get "/exercises" exercises::list;
        get "/exercises/{scenario}" exercises::show;
        get "/exercises/{scenario}/report" exercises::report;
        get "/paths" exercises::all_paths;
        get "/paths/{path}" exercises::path;
        get "/progress" dashboard::progress;
        get "/credits" credits::show;
        post "/credits" credits::record;
        get "/credits/what-if" credits::what_if;
        get "/credits/{award}" credits::certificate;
        post "/credits/{award}" credits::correct;
        get "/credits/{award}/take-back" credits::show_take_back;
        post "/credits/{award}/take-back" credits::take_back;
        get "/certificates" certificates::list;
        post "/certificates" certificates::ask;
        get "/certificates/{completion}" certificates::show;
        post "/certificates/{completion}" certificates::choose;
        get "/certificates/{completion}/pdf" certificates::pdf;
        get "/certificates/{completion}/badge" certificates::badge;
        get "/certificates/{completion}/bundle" certificates::bundle;
        post "/certificates/{completion}/phone" certificates::phone;
        get "/certificates/{completion}/withdraw" certificates::show_withdraw;
        post "/certificates/{completion}/withdraw" certificates::withdraw;
        get "/account" account::show;
        post "/account/password" account::change_password;
        post "/account/name" account::change_name;
        post "/account/keep" account::keep;
        post "/account/sessions" account::end_sessions;
        get "/account/mail" mail::show;
        post "/account/mail" mail::choose;
        get "/account/export" account::export;
        get "/account/delete" account::show_delete;
        post "/account/delete" account::delete;
    }
    SignedIn {
        get "/organisations" organisation::list;
        post "/organisations" organisation::found;
        get "/refreshers/{plan}" renewal::refresher;
        post "/refreshers/{plan}" renewal::hand_in;
        get "/changes/{award}" renewal::changes;
        post "/join/{invitation}" organisation::joining::join;
        post "/awards/{award}/evidence" evidence::add_own;
        get "/awards/{award}/evidence/{evidence}" evidence::own;
    }
    SignedIn {
        get "/classes" classes::list;
        get "/classes/calendar" calendar::show;
        post "/classes/calendar" calendar::change;
        post "/class/{code}" classes::join_by_code;
        post "/class/invitation/{token}" classes::join_by_invitation;
    }
    Participant {
        get "/classes/{cohort}" classes::show;
        post "/classes/{cohort}/leave" classes::leave;
        get "/classes/{cohort}/mocks/{entry}" classes::mock::show;
        post "/classes/{cohort}/mocks/{entry}" classes::mock::start;
        get "/classes/{cohort}/entries/{entry}" classes::entry::show;
        post "/classes/{cohort}/entries/{entry}" classes::entry::begin;
    }
    Teacher {
        get "/cohorts/{cohort}" cohorts::board::show;
        get "/cohorts/{cohort}/write" cohorts::board::write;
        post "/cohorts/{cohort}/write" cohorts::board::send;
        get "/cohorts/{cohort}/plan" cohorts::plan::show;
        get "/cohorts/{cohort}/plan/new" cohorts::plan::new;
        post "/cohorts/{cohort}/plan/new" cohorts::plan::add;
        get "/cohorts/{cohort}/plan/template" cohorts::plan::template::show;
        post "/cohorts/{cohort}/plan/template" cohorts::plan::template::put_in;
        get "/cohorts/{cohort}/plan/{entry}" cohorts::plan::one::show;
        get "/cohorts/{cohort}/plan/{entry}/edit" cohorts::plan::edit;
        post "/cohorts/{cohort}/plan/{entry}/edit" cohorts::plan::change;
        post "/cohorts/{cohort}/plan/{entry}/withdraw" cohorts::plan::one::withdraw;
        post "/cohorts/{cohort}/plan/{entry}/own-dates" cohorts::plan::one::own_dates;
        post "/cohorts/{cohort}/plan/{entry}/attendance" cohorts::plan::one::attendance;
        get "/cohorts/{cohort}/people" cohorts::people::show;
        post "/cohorts/{cohort}/people" cohorts::people::list;
        post "/cohorts/{cohort}/people/file" cohorts::people::file;
        post "/cohorts/{cohort}/people/invitations" cohorts::people::invite;
        post "/cohorts/{cohort}/people/{participant}/remove" cohorts::people::remove;
        get "/cohorts/{cohort}/people/time" cohorts::time::show;
        post "/cohorts/{cohort}/people/time" cohorts::time::decide;
        post "/cohorts/{cohort}/code" cohorts::people::code;
        get "/cohorts/{cohort}/screen" cohorts::people::screen;
        get "/cohorts/{cohort}/runs" cohorts::run::list;
        get "/cohorts/{cohort}/runs/{entry}" cohorts::run::show;
        post "/cohorts/{cohort}/runs/{entry}" cohorts::run::act;
        get "/cohorts/{cohort}/runs/{entry}/events" cohorts::run::listen;
        get "/cohorts/{cohort}/reports" cohorts::reports::show;
        get "/cohorts/{cohort}/reports/{sheet}" cohorts::reports::take;
        get "/cohorts/{cohort}/marking" cohorts::marking::list;
        get "/cohorts/{cohort}/marking/{entry}/next" cohorts::marking::next;
        get "/cohorts/{cohort}/marking/{entry}/final" cohorts::marking::final_marks::show;
        post "/cohorts/{cohort}/marking/{entry}/final" cohorts::marking::final_marks::decide;
        post "/cohorts/{cohort}/marking/{entry}/release" cohorts::marking::release;
        get "/cohorts/{cohort}/marking/{entry}/{answer}" cohorts::marking::answer;
        post "/cohorts/{cohort}/marking/{entry}/{answer}" cohorts::marking::keep;
        get "/cohorts/{cohort}/analysis" cohorts::analysis::show;
        get "/cohorts/{cohort}/analysis/{mock}/{question}" cohorts::analysis::item;
        get "/cohorts/{cohort}/corrections" cohorts::corrections::list;
        post "/cohorts/{cohort}/corrections" cohorts::corrections::decide;
        get "/cohorts/{cohort}/corrections/new" cohorts::corrections::new;
        get "/cohorts/{cohort}/corrections/{correction}" cohorts::corrections::show;
        post "/cohorts/{cohort}/corrections/{correction}/undo" cohorts::corrections::undo;
        get "/cohorts/{cohort}/next-session" cohorts::next_session::show;
        post "/cohorts/{cohort}/next-session" cohorts::next_session::keep;
        get "/cohorts/{cohort}/next-session/handout" cohorts::next_session::handout;
        get "/cohorts/{cohort}/next-session/slides" cohorts::next_session::slides;
        get "/cohorts/{cohort}/history" cohorts::history::show;
        get "/cohorts/{cohort}/history.csv" cohorts::history::file;
        get "/cohorts/{cohort}/settings" cohorts::settings::show;
        post "/cohorts/{cohort}/settings" cohorts::settings::keep;
        post "/cohorts/{cohort}/trainers" cohorts::settings::add_trainer;
        post "/cohorts/{cohort}/trainers/{trainer}/remove" cohorts::settings::remove_trainer;
        post "/cohorts/{cohort}/copy" cohorts::settings::copy;
        post "/cohorts/{cohort}/shelf" cohorts::settings::shelf;
    }
    Member {
        get "/organisations/{organisation}/me" organisation::joining::me;
        post "/organisations/{organisation}/me/leave" organisation::joining::leave;
    }
    Reader {
        get "/organisations/{organisation}" organisation::overview::show;
        get "/organisations/{organisation}/structure" organisation::structure::show;
        get "/organisations/{organisation}/requirements" organisation::requirements::list;
        get "/organisations/{organisation}/requirements/{requirement}" organisation::requirements::show;
        get "/organisations/{organisation}/log" organisation::log::show;
        get "/organisations/{organisation}/log/csv" organisation::log::csv;
        get "/organisations/{organisation}/people" organisation::people::list;
        get "/organisations/{organisation}/people/export" organisation::people::export;
        get "/organisations/{organisation}/people/{member}" organisation::person::show;
        get "/organisations/{organisation}/approvals" organisation::approvals::show;
        get "/organisations/{organisation}/exceptions" organisation::exceptions::show;
        get "/organisations/{organisation}/awards/{award}/evidence/{evidence}" evidence::seen;
        get "/organisations/{organisation}/forecast" organisation::forecast::show;
        get "/organisations/{organisation}/plan" organisation::plan::show;
        get "/organisations/{organisation}/renewals" organisation::renewals::show;
        get "/organisations/{organisation}/as-of" organisation::as_of::show;
        get "/organisations/{organisation}/as-of/csv" organisation::as_of::csv;
        get "/organisations/{organisation}/pack" organisation::pack::show;
        get "/organisations/{organisation}/pack/pdf" organisation::pack::pdf;
        get "/organisations/{organisation}/pack/xlsx" organisation::pack::xlsx;
        get "/organisations/{organisation}/export" organisation::export::show;
        get "/organisations/{organisation}/export/{sheet}" organisation::export::take;
    }
    Lead {
        post "/organisations/{organisation}/plan" organisation::plan::make;
        post "/organisations/{organisation}/plan/{plan}" organisation::plan::change;
        post "/organisations/{organisation}/approvals" organisation::approvals::decide_several;
        post "/organisations/{organisation}/approvals/{award}" organisation::approvals::decide;
        post "/organisations/{organisation}/people/{member}/positions" organisation::person::positions;
        post "/organisations/{organisation}/people/{member}/awards" organisation::person::awards::record;
        post "/organisations/{organisation}/people/{member}/awards/{award}" organisation::person::awards::decide;
        post "/organisations/{organisation}/people/{member}/exceptions" organisation::exceptions::ask;
        post "/organisations/{organisation}/people/{member}/observations" organisation::person::observe;
        post "/organisations/{organisation}/people/{member}/plan" organisation::person::plan;
        post "/organisations/{organisation}/people/invitations" organisation::people::invite_all;
        post "/organisations/{organisation}/people/{member}/invitation" organisation::person::invite;
        post "/organisations/{organisation}/awards/{award}/evidence" evidence::add_seen;
    }
    Manager {
        get "/organisations/{organisation}/settings" organisation::settings::show;
        post "/organisations/{organisation}/settings" organisation::settings::keep;
        get "/organisations/{organisation}/records" organisation::records::show;
        post "/organisations/{organisation}/records" organisation::records::check;
        get "/organisations/{organisation}/mail" outbox::list_own;
        post "/organisations/{organisation}/mail/release" outbox::release_own;
        get "/organisations/{organisation}/mail/{mail}" outbox::show_own;
        post "/organisations/{organisation}/mail/{mail}/retry" outbox::retry_own;
        get "/organisations/{organisation}/links" organisation::links::show;
        post "/organisations/{organisation}/links" organisation::links::make;
        post "/organisations/{organisation}/links/{link}/end" organisation::links::end;
        post "/organisations/{organisation}/departments" organisation::structure::department;
        post "/organisations/{organisation}/departments/{department}" organisation::structure::change_department;
        post "/organisations/{organisation}/positions" organisation::structure::position;
        post "/organisations/{organisation}/positions/{position}" organisation::structure::change_position;
        post "/organisations/{organisation}/people" organisation::people::add;
        post "/organisations/{organisation}/exceptions/{exception}" organisation::exceptions::decide;
        post "/organisations/{organisation}/people/{member}/facts" organisation::person::facts::correct;
        post "/organisations/{organisation}/people/{member}/role" organisation::person::role;
        post "/organisations/{organisation}/people/{member}/leave" organisation::person::facts::leave;
        post "/organisations/{organisation}/people/{member}/erase" organisation::person::erase;
        post "/organisations/{organisation}/requirements" organisation::requirements::state;
        post "/organisations/{organisation}/requirements/{requirement}" organisation::requirements::change;
        post "/organisations/{organisation}/requirements/{requirement}/people" organisation::chosen::of_requirement;
        post "/organisations/{organisation}/people/{member}/requirements" organisation::chosen::of_person;
        get "/organisations/{organisation}/import" organisation::import::choose;
        post "/organisations/{organisation}/import" organisation::import::upload;
        get "/organisations/{organisation}/import/{draft}" organisation::import::show;
        post "/organisations/{organisation}/import/{draft}" organisation::import::decide;
        get "/organisations/{organisation}/import/template/{sheet}" organisation::import::template;
    }
    Staff {
        get "/cohorts" cohorts::list;
        post "/cohorts" cohorts::make;
        get "/cohorts/new" cohorts::new;
        post "/cohorts/{cohort}/take-over" cohorts::take_over;
        get "/sittings" sittings::list;
        get "/sittings/{attempt}" sittings::show;
        post "/sittings/{attempt}" sittings::decide;
        get "/people" people::list;
        get "/people/{account}" people::show;
        post "/people/{account}/accommodations" people::approve;
        post "/people/{account}/accommodations/{accommodation}/end" people::end;
        get "/papers" papers::list;
        post "/papers" papers::keep;
        get "/papers/draft" papers::draft;
        post "/papers/{paper}/withdraw" papers::withdraw;
        get "/bank" bank::list;
        get "/bank/new" bank::write::fresh;
        post "/bank/new" bank::write::make;
        get "/bank/import" bank::files::choose;
        post "/bank/import" bank::files::upload;
        get "/bank/import/{draft}" bank::files::show;
        post "/bank/import/{draft}" bank::files::decide;
        get "/bank/export" bank::export::show;
        get "/bank/template" bank::export::template;
        get "/bank/{item}" bank::show;
        get "/bank/{item}/edit" bank::write::edit;
        post "/bank/{item}/edit" bank::write::save;
        post "/bank/{item}/state" bank::move_on;
        post "/reports/{report}" reports::decide;
        get "/outbox" outbox::list;
        post "/outbox/release" outbox::release;
        get "/outbox/{mail}" outbox::show;
        post "/outbox/{mail}/retry" outbox::retry;
    }
}

/// The whole service.
pub fn router(app: App) -> Router {
    let trusted = CsrfLayer::new()
        .add_trusted_origin(&app.0.public_url)
        .expect("the configuration admits only http and https origins");
    // Fonts and archives are compressed already; doing it again costs time and makes them larger.
    let compressed = NotForContentType::const_new("font/").and(NotForContentType::const_new("application/zip"));
    let worthwhile = DefaultPredicate::new().and(compressed);
    all()
        .route(SaveAct::PATH, island::server_function())
        .route(HoldAttempt::PATH, island::server_function())
        .route(PauseAttempt::PATH, island::server_function())
        .fallback(|| async { Stop::NotFound })
        .layer(trusted)
        .layer(from_fn_with_state(app.clone(), origin::must_be_ours))
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(3)).no_br().compress_when(worthwhile))
        // The layer around this one bounds every body.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn(limit::limit))
        .layer(from_fn_with_state(app.clone(), around::around))
        .with_state(app)
}
