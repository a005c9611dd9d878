// SPDX-FileCopyrightText: 2026 The Fanin authors
// SPDX-License-Identifier: Apache-2.0
#include "ui/window/examplelist.h"

#include "ui/common/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

ExampleList::ExampleList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    auto *title = new QLabel(tr("EXAMPLES"), this);
    title->setContentsMargins(16, 0, 0, 0);
    setLook(title, Look::Caption);
    m_layout->addWidget(title);
    hide();
}

void ExampleList::setTitles(const QStringList &titles)
{
    delete m_rows; // the rows of earlier titles; nobody else knows them
    m_rows = new QWidget(this);
    m_layout->addWidget(m_rows);
    auto *rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(7, 0, 7, 0);
    rows->setSpacing(0);
    for (int i = 0; i < titles.size(); ++i) {
        auto *button = new QPushButton(m_rows);
        button->setObjectName(u"example%1"_s.arg(i));
        button->setProperty("look", QByteArray("row"));
        button->setText(titles.at(i));
        button->setToolTip(tr("Fill the request with: %1").arg(titles.at(i)));
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        rows->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, i] { emit chosen(i); });
    }
    setVisible(!titles.isEmpty());
}

} // namespace ui
