// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/connection/serverpage.h"

#include "ui/common/format.h"
#include "ui/common/segments.h"
#include "ui/connection/profiletext.h"
#include "ui/connection/secretfield.h"

#include <QtWidgets/QLabel>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype kShownName = 32;

} // namespace

ServerPage::ServerPage(QWidget *parent)
    : FormColumn(parent)
{
    setObjectName(u"serverPage"_s);
    m_servers = addAddress(FormField::Servers, u"profileServers"_s, tr("&Servers"),
                           tr("nats://127.0.0.1:4222, tls://other"));
    m_name = addLine(FormField::Name, u"profileName"_s, tr("&Name"), {}, Look::Plain);
    m_keep = new Segments(u"profileKeep"_s,
                          {tr("Not saved"), tr("Fanin profile"), tr("nats context")}, this);
    m_keep->setAccessibleName(tr("Where to keep it"));
    addRow(tr("&Keep"), m_keep, m_keep->findChild<QWidget *>(u"profileKeep0"_s));
    m_keepHint = addHint(u"profileKeepHint"_s);
    m_overrides = addHint(u"profileOverrides"_s);
    connect(m_keep, &Segments::chosen, this, &FormColumn::edited);
}

void ServerPage::fill(const ProfileForm &form)
{
    m_servers->setText(form.servers);
    m_name->setText(form.name);
    m_keep->setCurrent(int(form.keep));
}

void ServerPage::read(ProfileForm &form) const
{
    form.servers = m_servers->text();
    form.name = m_name->text();
    form.keep = Keep(m_keep->current());
}

void ServerPage::setOverrides(const std::vector<profiles::Override> &overrides)
{
    m_overrides->setText(overridesText(overrides));
}

void ServerPage::adapt(const ProfileForm &form, const QString &whyForgetful)
{
    const QString typed = form.name.trimmed();
    const QString name = typed.isEmpty() ? tr("NAME") : previewText(typed.toUtf8(), kShownName);
    QString hint;
    switch (form.keep) {
    case Keep::Nowhere:
        hint = tr("For this run only; nothing is written.");
        break;
    case Keep::Fanin:
        hint = whyForgetful.isEmpty()
            ? tr("In Fanin's own folder; secrets in the keychain.")
            : tr("In Fanin's own folder; secrets in memory, until Fanin is closed.");
        break;
    case Keep::NatsContext:
        hint = tr("In the nats command's folder: nats --context %1 uses it too.").arg(name);
        break;
    }
    m_keepHint->setText(hint);
    setShown(m_overrides, form.keep != Keep::Nowhere && !m_overrides->text().isEmpty());
    m_name->setPlaceholderText(form.keep == Keep::Nowhere ? tr("optional: what to call it here")
                                                          : tr("what to keep it under"));
}

} // namespace ui
