//! `survey NAME` and `kpi NAME`.

use super::Lowering;
use crate::ast::{Kpi, Spanned, Survey, SurveyQuestion};
use crate::{Node, Rule};

impl Lowering<'_> {
    pub(super) fn survey(&self, node: &Node) -> Survey {
        let (name, title) = self.name_head(node);
        Survey {
            name,
            title,
            settings: self.settings(node),
            questions: node.children_of(Rule::question).filter_map(|n| self.survey_question(n)).collect(),
            say: node.children_of(Rule::say_stmt).map(|n| self.say(n)).collect(),
        }
    }

    fn survey_question(&self, node: &Node) -> Option<SurveyQuestion> {
        let mut numbers =
            node.children_of(Rule::number).map(|n| Spanned::new(self.whole_number(n), self.trim(n.span)));
        let scale = numbers.next().zip(numbers.next());
        Some(SurveyQuestion {
            name: self.ident(node.child(Rule::ident)?),
            scale,
            say: self.say(node.child(Rule::say_stmt)?),
            head: self.head(node),
        })
    }

    pub(super) fn kpi(&self, node: &Node) -> Kpi {
        let (name, title) = self.name_head(node);
        Kpi { name, title, settings: self.settings(node) }
    }
}
