-- The database of the desk, and its two roles. `alongside_owner` owns the tables and
-- migrates them; `alongside`, whom the desk signs in as, reads and writes rows, and owns
-- nothing: the triggers that keep the audit trail are not its own to take off.
\set ON_ERROR_STOP on
\getenv password OWNER_PASSWORD
create role alongside_owner login password :'password';
create role alongside login;
create database alongside owner alongside_owner encoding 'UTF8' template template0;
-- A statement that fails holds what somebody typed, a row that is refused a child's name, and
-- what PostgreSQL says of a value that it cannot read is that value: so the server's log is not
-- told what failed (the desk's own says its kind and where), and what runs is not shown.
alter database alongside set log_min_messages = 'log';
alter database alongside set log_min_error_statement = 'panic';
alter database alongside set log_error_verbosity = 'terse';
alter database alongside set log_statement = 'none';
alter database alongside set log_min_duration_statement = -1;
alter database alongside set track_activities = 'off';
\connect alongside
alter default privileges for role alongside_owner
    grant usage on schemas to alongside;
alter default privileges for role alongside_owner
    grant select, insert, update, delete on tables to alongside;
alter default privileges for role alongside_owner
    grant usage, select on sequences to alongside;
