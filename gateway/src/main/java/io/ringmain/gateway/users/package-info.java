/** Users in the SQL store: who there is, with which role and password hash. */
package io.ringmain.gateway.users;
