# Run after each link of a test program: asks it for its functions and registers each with CTest, so
# that CTest counts and names functions, not programs.
# -D NAME=core/nats/parser -D PROGRAM=… -D OUTPUT=….cmake -D HOME=…

# Nothing a test does may depend on, or end up in, the account it runs under.
set(environment QT_QPA_PLATFORM=set:offscreen HOME=set:${HOME} TZ=set:UTC LC_ALL=set:C.UTF-8)
foreach(name CONFIG_HOME DATA_HOME CACHE_HOME STATE_HOME RUNTIME_DIR)
    list(APPEND environment XDG_${name}=set:${HOME})
endforeach()
foreach(name URL USER PASSWORD TOKEN CREDS NKEY CA TIMEOUT)
    list(APPEND environment NATS_${name}=unset:)
endforeach()
# Skipped is a function none of whose rows ran (the two that pass are initTestCase and
# cleanupTestCase); one with a failed row has failed, whatever else it skipped.
set(skipped "Totals: [0-2] passed, 0 failed, [1-9][0-9]* skipped")

execute_process(
    COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=${HOME}
        ${PROGRAM} -functions
    OUTPUT_VARIABLE functions ERROR_VARIABLE errors RESULT_VARIABLE result)
string(REGEX MATCHALL "[A-Za-z_0-9]+\\(\\)" functions "${functions}")
if(NOT result EQUAL 0 OR NOT functions)
    message(FATAL_ERROR "${PROGRAM} -functions: ${result}\n${errors}")
endif()
set(script "")
foreach(function IN LISTS functions)
    string(REPLACE "()" "" function "${function}")
    string(APPEND script
        "add_test([==[${NAME}.${function}]==] [==[${PROGRAM}]==] ${function})\n"
        "set_tests_properties([==[${NAME}.${function}]==] PROPERTIES\n"
        "    ENVIRONMENT_MODIFICATION [==[${environment}]==]\n"
        "    SKIP_REGULAR_EXPRESSION [==[${skipped}]==])\n")
endforeach()
file(WRITE ${OUTPUT} "${script}")
