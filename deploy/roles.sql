-- The database of the desk, and its two roles. `alongside_owner` owns the tables and
-- migrates them; `alongside`, whom the desk signs in as, reads and writes rows, and owns
-- nothing: the triggers that keep the audit trail are not its own to take off.
\set ON_ERROR_STOP on
\getenv password OWNER_PASSWORD
create role alongside_owner login password :'password';
create role alongside login;
create database alongside owner alongside_owner encoding 'UTF8' template template0;
-- A statement that fails holds what somebody typed, and a row that is refused a child's
-- name: the server's log says that it failed and why, and neither; nor is what runs shown.
alter database alongside set log_min_error_statement = 'panic';
alter database alongside set log_error_verbosity = 'terse';
alter database alongside set track_activities = 'off';
\connect alongside
alter default privileges for role alongside_owner
    grant usage on schemas to alongside;
alter default privileges for role alongside_owner
    grant select, insert, update, delete on tables to alongside;
alter default privileges for role alongside_owner
    grant usage, select on sequences to alongside;
