-- The database of the desk, and its two roles. `alongside_owner` owns the tables and
-- migrates them; `alongside`, whom the desk signs in as, reads and writes rows, and owns
-- nothing: the triggers that keep the audit trail are not its own to take off.
\set ON_ERROR_STOP on
\getenv password OWNER_PASSWORD
create role alongside_owner login password :'password';
create role alongside login;
create database alongside owner alongside_owner encoding 'UTF8' template template0;
\connect alongside
alter default privileges for role alongside_owner
    grant usage on schemas to alongside;
alter default privileges for role alongside_owner
    grant select, insert, update, delete on tables to alongside;
alter default privileges for role alongside_owner
    grant usage, select on sequences to alongside;
