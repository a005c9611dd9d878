// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/profiledialog.h"

#include "core/profiles/resolution.h"
#include "core/profiles/secretstore.h"
#include "ui/common/richview.h"
#include "ui/common/theme.h"
#include "ui/connection/advancedpage.h"
#include "ui/connection/connectiontest.h"
#include "ui/connection/loginpage.h"
#include "ui/connection/problemview.h"
#include "ui/connection/profileopener.h"
#include "ui/connection/profilesaver.h"
#include "ui/connection/serverpage.h"
#include "ui/connection/tlspage.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

using namespace Qt::StringLiterals;

namespace ui {

ProfileDialog::ProfileDialog(profiles::ProfileStore &store, profiles::SecretStore &secrets,
                             QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_secrets(secrets)
    , m_opener(new ProfileOpener(secrets, this))
{
    setObjectName(u"profileDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    buildUi();
    fill(ProfileForm::fresh(), tr("New connection"));
    m_server->focusOn(FormField::Servers);
    connect(&m_secrets, &profiles::SecretStore::availabilityChanged, this,
            &ProfileDialog::showForm);
    connect(m_opener, &ProfileOpener::opened, this, &ProfileDialog::take);
    connect(m_opener, &ProfileOpener::failed, this,
            [this](const profiles::Profile &, const base::Error &error) { fail(error); });
    connect(m_opener, &ProfileOpener::cancelled, this, [this] {
        if (m_busy == Busy::Testing)
            m_test->stop();
        setBusy(Busy::No);
    });
}

// Its fields tell when they lose the focus: that must not come when only QDialog is left of it.
ProfileDialog::~ProfileDialog()
{
    hide();
}

void ProfileDialog::setEnvironment(const QProcessEnvironment &environment)
{
    m_environment = environment;
    m_server->setOverrides(profiles::environmentOverrides(environment));
    showForm();
}

void ProfileDialog::setProfile(const profiles::Profile &profile, Mode mode)
{
    ProfileForm form = ProfileForm::of(profile, mode == Mode::Edit);
    switch (mode) {
    case Mode::New:
        form.keep = Keep::Nowhere;
        form.secretsIntoContext = false;
        form.before.name.clear();
        fill(form, tr("New connection"));
        break;
    case Mode::Edit:
        fill(form, tr("Edit %1").arg(profile.name));
        break;
    case Mode::Duplicate:
        form.name = copyName(profile);
        fill(form, tr("Copy of %1").arg(profile.name));
        break;
    }
    if (profile.problem)
        fail(*profile.problem);
}

QString ProfileDialog::copyName(const profiles::Profile &profile) const
{
    QString name = tr("%1 copy").arg(profile.name);
    for (int i = 2; m_store.find(profile.origin, name); ++i)
        name = tr("%1 copy %2").arg(profile.name).arg(i);
    return name;
}

void ProfileDialog::fill(const ProfileForm &form, const QString &title)
{
    m_base = form;
    m_left.clear();
    m_asked = false;
    showError({});
    setTitle(title);
    m_server->fill(form);
    m_login->fill(form);
    m_tls->fill(form);
    m_advanced->fill(form);
    showForm();
}

void ProfileDialog::setTitle(const QString &title)
{
    setWindowTitle(title);
    m_title->setText(title);
}

ProfileForm ProfileDialog::filledIn() const
{
    ProfileForm form = m_base;
    m_server->read(form);
    m_login->read(form);
    m_tls->read(form);
    m_advanced->read(form);
    return form;
}

ProfileForm::Problems ProfileDialog::problemsOf(const ProfileForm &form) const
{
    auto problems = form.problems([this](profiles::Origin origin, const QString &name) {
        return m_store.find(origin, name) != nullptr;
    });
    if (!m_tlsProblems.empty() && form.tlsFiles() == m_tlsChecked)
        problems.insert(m_tlsProblems.begin(), m_tlsProblems.end());
    return problems;
}

void ProfileDialog::checkTls()
{
    const ProfileForm form = filledIn();
    const nats::TlsOptions files = form.tlsFiles();
    if (files == m_tlsChecked)
        return;
    m_tlsProblems = form.tlsProblems();
    m_tlsChecked = files;
}

void ProfileDialog::showForm()
{
    const ProfileForm form = filledIn();
    const QString whyForgetful = m_secrets.whyForgetful();
    m_server->adapt(form, whyForgetful);
    m_login->adapt(form, whyForgetful);
    m_tls->adapt(form, whyForgetful);
    const auto problems = problemsOf(form);
    const auto shown = [this, &problems](FormField field) {
        const auto problem = problems.find(field);
        return problem != problems.end() && (m_asked || m_left.contains(field)) ? problem->second
                                                                                : QString();
    };
    FormColumn *const pages[] = {m_login, m_tls, m_advanced};
    std::set<int> wrong;
    for (int i = 0; i <= int(FormField::Proxy); ++i) {
        const auto field = FormField(i);
        m_server->showProblem(field, shown(field));
        for (int page = 0; page < int(std::size(pages)); ++page) {
            pages[page]->showProblem(field, shown(field));
            if (pages[page]->has(field) && !shown(field).isEmpty())
                wrong.insert(page);
        }
    }
    for (int page = 0; page < m_tabs->count(); ++page)
        m_tabs->setTabIcon(page, wrong.contains(page) ? icon(u"error"_s, Tint::Error) : QIcon());
    m_test->setOutdated(m_tested && *m_tested != tried(form));
    m_save->setEnabled(m_busy == Busy::No && form.keep != Keep::Nowhere);
    m_save->setToolTip(form.keep == Keep::Nowhere ? tr("Choose first where to keep it")
                                                  : QString());
}

bool ProfileDialog::check()
{
    m_asked = true;
    showError({});
    checkTls();
    showForm();
    const auto problems = problemsOf(filledIn());
    if (problems.empty())
        return true;
    focusOn(problems.begin()->first);
    return false;
}

void ProfileDialog::focusOn(FormField field)
{
    if (m_server->has(field))
        return m_server->focusOn(field);
    FormColumn *const pages[] = {m_login, m_tls, m_advanced};
    for (int page = 0; page < int(std::size(pages)); ++page) {
        if (pages[page]->has(field)) {
            m_tabs->setCurrentIndex(page);
            pages[page]->focusOn(field);
        }
    }
}

// The same variables count as when it is opened from the list of what is saved.
profiles::Profile ProfileDialog::toTry(const ProfileForm &form) const
{
    return form.keep == Keep::Nowhere ? form.toUse()
                                      : profiles::withEnvironment(form.toUse(), m_environment);
}

ProfileDialog::Tried ProfileDialog::tried(const ProfileForm &form) const
{
    return {toTry(form), form.passphrase.typed};
}

void ProfileDialog::test()
{
    if (m_busy != Busy::No || !check())
        return;
    setBusy(Busy::Testing);
    m_test->prepare();
    const ProfileForm form = filledIn();
    m_tested = tried(form);
    m_test->setOutdated(false);
    m_opener->open(toTry(form), form.passphrase.typed);
}

void ProfileDialog::tryConnect()
{
    if (m_busy == Busy::Saving || m_busy == Busy::Connecting)
        return;
    m_test->stop();
    if (filledIn().keep != Keep::Nowhere)
        return save(Busy::Connecting);
    if (!check())
        return;
    setBusy(Busy::Connecting);
    const ProfileForm form = filledIn();
    m_opener->open(toTry(form), form.passphrase.typed);
}

void ProfileDialog::save(Busy then, Over over)
{
    m_store.reload(); // another program may have taken the name
    if (!check())
        return;
    m_test->stop();
    setBusy(then);
    const ProfileForm form = filledIn();
    ProfileForm::Kept kept = form.toKeep();
    ProfileSaver::Task task{std::move(kept.profile),
                            std::move(kept.secrets),
                            {},
                            form.replaces,
                            over == Over::Anything};
    if (!form.before.name.isEmpty())
        task.from = form.before;
    auto *saver = new ProfileSaver(m_store, m_secrets, std::move(task), this);
    const auto end = [saver] {
        saver->deleteLater();
    };
    connect(saver, &ProfileSaver::movedOn, this, &ProfileDialog::goOnFrom);
    connect(saver, &ProfileSaver::failed, this, &ProfileDialog::fail);
    connect(saver, &ProfileSaver::failed, saver, end);
    connect(saver, &ProfileSaver::conflicted, this,
            [this, then](const base::Error &error) { onConflict(error, then); });
    connect(saver, &ProfileSaver::conflicted, saver, end);
    connect(saver, &ProfileSaver::saved, saver, end);
    const profiles::Profile before = form.replaces ? form.before : profiles::Profile();
    connect(saver, &ProfileSaver::saved, this,
            [this, before, then](const profiles::Profile &made) { onSaved(before, made, then); });
    saver->start();
}

// Nothing typed is lost: what the other program wrote is read only when that is asked for.
void ProfileDialog::onConflict(const base::Error &error, Busy then)
{
    fail(error);
    m_store.reload();
    // A name that has just been taken is said at its field, and cannot be written over.
    if (!problemsOf(filledIn()).empty()) {
        check();
        return;
    }
    m_overwriteFor = then;
    m_reload->setVisible(m_store.find(m_base.before.origin, m_base.before.name));
    m_conflict->show();
}

void ProfileDialog::reload()
{
    m_store.reload();
    if (const auto *known = m_store.find(m_base.before.origin, m_base.before.name))
        setProfile(profiles::Profile(*known), Mode::Edit);
}

// The old one is not there any more, whatever became of the new one.
void ProfileDialog::goOnFrom(const profiles::Profile &now)
{
    const profiles::Profile before = m_base.before;
    const profiles::Profile *known = m_store.find(now.origin, now.name);
    m_base.before = known ? *known : now;
    setTitle(tr("Edit %1").arg(now.name));
    emit saved(before, m_base.before);
}

void ProfileDialog::onSaved(const profiles::Profile &before, const profiles::Profile &made,
                            Busy then)
{
    const profiles::Profile *known = m_store.find(made.origin, made.name);
    const profiles::Profile after = known ? *known : made;
    emit saved(before, after);
    if (then == Busy::Connecting)
        openKept(after);
    else
        accept();
}

// Whatever comes now, the profile is there: what is pressed next is about that one.
void ProfileDialog::openKept(const profiles::Profile &profile)
{
    const base::Secret passphrase = filledIn().passphrase.typed;
    setProfile(profile, Mode::Edit);
    m_opener->open(profiles::withEnvironment(profile, m_environment), passphrase);
}

void ProfileDialog::take(const nats::ConnectOptions &options, const profiles::Profile &profile)
{
    if (m_busy == Busy::Testing) {
        setBusy(Busy::No);
        return m_test->start(options);
    }
    setBusy(Busy::No);
    const ProfileForm form = filledIn();
    nats::ConnectOptions named = options;
    named.name = form.name.trimmed();
    profiles::Profile kept = profile;
    if (form.keep == Keep::Nowhere)
        kept.name.clear();
    else
        kept = m_base.before; // as it is saved, without what the environment said
    emit connectRequested(named, kept);
    accept();
}

void ProfileDialog::fail(const base::Error &error)
{
    if (m_busy == Busy::Testing)
        m_test->fail(error);
    else
        showError(error.text);
    setBusy(Busy::No);
}

void ProfileDialog::showError(const QString &text)
{
    setProblem(*m_error, text);
    m_error->setVisible(!text.isEmpty());
    m_error->setToolTip(text.toHtmlEscaped());
    m_conflict->hide();
}

void ProfileDialog::setBusy(Busy busy)
{
    m_busy = busy;
    const bool free = busy == Busy::No || busy == Busy::Testing;
    m_connect->setEnabled(free);
    m_save->setEnabled(free && filledIn().keep != Keep::Nowhere);
    m_test->setStartable(free);
}

} // namespace ui
